fn total_span(temperatures: Vec<i64>) -> i64 {
    let mut total = 0;
    for first in 0..temperatures.len() {
        let (mut low, mut high) = (temperatures[first], temperatures[first]);
        for &value in &temperatures[first..] {
            low = low.min(value);
            high = high.max(value);
            total += high - low;
        }
    }
    total
}
