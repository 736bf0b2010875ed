fn total_of_maxima(values: &[i64]) -> i64 {
    let mut total = 0;
    for (day, &value) in values.iter().enumerate() {
        let left = values[..day].iter().rev().take_while(|other| **other < value).count() as i64 + 1;
        let right = values[day + 1..].iter().take_while(|other| **other <= value).count() as i64 + 1;
        total += value * left * right;
    }
    total
}

fn total_span(temperatures: Vec<i64>) -> i64 {
    let negated: Vec<i64> = temperatures.iter().map(|value| -value).collect();
    total_of_maxima(&temperatures) + total_of_maxima(&negated)
}
