fn contact_groups(teeth: Vec<i64>) -> i64 {
    let top = teeth.iter().copied().max().unwrap_or(0) as usize;
    let mut count = vec![0i64; top + 1];
    for &size in &teeth {
        count[size as usize] += 1;
    }
    let mut exact = vec![0i64; top + 1];
    let mut total = 0;
    for d in (1..=top).rev() {
        let (mut both, mut counted) = (count[d], 0);
        for multiple in (2 * d..=top).step_by(d) {
            both += count[multiple];
            counted += exact[multiple];
        }
        exact[d] = both * (both - 1) / 2 - counted;
        total += d as i64 * exact[d];
    }
    total
}
