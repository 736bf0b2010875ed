/// The sum of the maxima of all periods.
fn sum_of_maxima(values: impl Iterator<Item = i64>) -> i64 {
    let mut stack: Vec<(i64, i64)> = Vec::new();
    let (mut total, mut today) = (0, 0);
    for value in values {
        let mut count = 1;
        today += value;
        while let Some(&(top, times)) = stack.last() {
            if top > value {
                break;
            }
            stack.pop();
            today += (value - top) * times;
            count += times;
        }
        stack.push((value, count));
        total += today;
    }
    total
}

fn total_span(temperatures: Vec<i64>) -> i64 {
    sum_of_maxima(temperatures.iter().copied()) + sum_of_maxima(temperatures.iter().map(|value| -value))
}
