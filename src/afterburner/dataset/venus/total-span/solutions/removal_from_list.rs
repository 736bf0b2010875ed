fn total_span(temperatures: Vec<i64>) -> i64 {
    let n = temperatures.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|day| temperatures[*day]);
    let mut total = 0;
    for sign in [1, -1] {
        // Day i is entry i + 1; the entries 0 and n + 1 are the borders.
        let mut before: Vec<usize> = (0..n + 2).map(|entry| entry.saturating_sub(1)).collect();
        let mut after: Vec<usize> = (1..n + 3).collect();
        for &day in &order {
            let entry = day + 1;
            let (low, high) = (before[entry], after[entry]);
            total += sign * temperatures[day] * (entry - low) as i64 * (high - entry) as i64;
            after[low] = high;
            before[high] = low;
        }
        order.reverse();
    }
    total
}
