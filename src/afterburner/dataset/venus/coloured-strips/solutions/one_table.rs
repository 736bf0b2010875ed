fn count_strips(a: i64, b: i64, m: i64, lengths: Vec<i64>) -> Vec<i64> {
    let most = lengths.iter().copied().max().unwrap_or(0) as usize;
    let mut table = vec![1 % m; most + 1];
    for n in 1..=most {
        let short = if n > 1 { b * table[n - 2] } else { 0 };
        table[n] = (a * table[n - 1] + short) % m;
    }
    lengths.iter().map(|n| table[*n as usize]).collect()
}
