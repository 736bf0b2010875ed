fn best_ripening(prices: Vec<i64>, days: i64) -> i64 {
    let days = days as usize;
    let mut best = 0;
    for (bought, price) in prices.iter().enumerate() {
        for sold in bought + days..prices.len() {
            best = best.max(prices[sold] - price);
        }
    }
    best
}
