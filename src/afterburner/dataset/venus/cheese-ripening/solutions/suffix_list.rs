fn best_ripening(prices: Vec<i64>, days: i64) -> i64 {
    let mut dearest = prices.clone();
    for day in (1..prices.len()).rev() {
        dearest[day - 1] = dearest[day - 1].max(dearest[day]);
    }
    let sales = dearest.iter().skip(days as usize);
    sales.zip(&prices).map(|(sold, bought)| sold - bought).max().unwrap_or(0).max(0)
}
