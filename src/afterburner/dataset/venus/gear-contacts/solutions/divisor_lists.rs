fn contact_groups(teeth: Vec<i64>) -> i64 {
    let top = teeth.iter().copied().max().unwrap_or(0) as usize;
    let mut divisors: Vec<Vec<usize>> = vec![Vec::new(); top + 1];
    let mut totient = vec![0i64; top + 1];
    for d in 1..=top {
        totient[d] += d as i64;
        for multiple in (2 * d..=top).step_by(d) {
            totient[multiple] -= totient[d];
        }
        for multiple in (d..=top).step_by(d) {
            divisors[multiple].push(d);
        }
    }
    let mut seen = vec![0i64; top + 1];
    let mut total = 0;
    for &size in &teeth {
        for &d in &divisors[size as usize] {
            total += totient[d] * seen[d];
            seen[d] += 1;
        }
    }
    total
}
