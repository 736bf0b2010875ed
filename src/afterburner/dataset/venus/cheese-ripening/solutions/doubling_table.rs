fn best_ripening(prices: Vec<i64>, days: i64) -> i64 {
    let n = prices.len();
    let days = days as usize;
    let mut rows = vec![prices];
    let mut width = 1;
    while 2 * width <= n {
        let row = rows.last().unwrap();
        let next: Vec<i64> = row.iter().zip(&row[width..]).map(|(a, b)| *a.max(b)).collect();
        rows.push(next);
        width *= 2;
    }
    let mut best = 0;
    for bought in 0..n.saturating_sub(days) {
        let span = n - days - bought;
        let row = &rows[(usize::BITS - 1 - span.leading_zeros()) as usize];
        let highest = row[bought + days].max(row[row.len() - 1]);
        best = best.max(highest - rows[0][bought]);
    }
    best
}
