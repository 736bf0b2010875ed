fn best_ripening(prices: Vec<i64>, days: i64) -> i64 {
    let mut best = 0;
    let mut lowest = i64::MAX;
    for (bought, sold) in prices.iter().zip(prices.iter().skip(days as usize)) {
        lowest = lowest.min(*bought);
        best = best.max(sold - lowest);
    }
    best
}
