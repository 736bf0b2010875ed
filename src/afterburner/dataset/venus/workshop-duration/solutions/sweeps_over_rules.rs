fn finish_time(durations: Vec<i64>, rules: Vec<Vec<i64>>) -> i64 {
    let n = durations.len();
    let mut start = vec![0i64; n];
    // Jobs on the longest chain, which a circle never lets settle.
    let mut before = vec![0usize; n];
    for _ in 0..=n {
        let mut changed = false;
        for rule in &rules {
            let (a, b) = (rule[0] as usize, rule[1] as usize);
            if start[a] + durations[a] > start[b] {
                start[b] = start[a] + durations[a];
                changed = true;
            }
            if before[a] + 1 > before[b] {
                before[b] = before[a] + 1;
                changed = true;
            }
        }
        if !changed {
            return (0..n).map(|job| start[job] + durations[job]).max().unwrap_or(0);
        }
    }
    -1
}
