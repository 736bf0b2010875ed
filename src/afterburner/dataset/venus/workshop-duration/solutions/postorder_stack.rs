fn finish_time(durations: Vec<i64>, rules: Vec<Vec<i64>>) -> i64 {
    let n = durations.len();
    let mut earlier: Vec<Vec<usize>> = vec![Vec::new(); n];
    for rule in &rules {
        earlier[rule[1] as usize].push(rule[0] as usize);
    }
    let mut state = vec![0u8; n]; // 0 new, 1 on the current way, 2 done
    let mut finish = vec![0i64; n];
    let mut stack = Vec::new();
    let mut latest = 0;
    for root in 0..n {
        stack.push(root);
        while let Some(&job) = stack.last() {
            if state[job] == 0 {
                state[job] = 1;
                for &other in &earlier[job] {
                    if state[other] == 1 {
                        return -1;
                    }
                    if state[other] == 0 {
                        stack.push(other);
                    }
                }
                continue;
            }
            stack.pop();
            if state[job] == 2 {
                continue;
            }
            state[job] = 2;
            let start = earlier[job].iter().map(|&other| finish[other]).max().unwrap_or(0);
            finish[job] = start + durations[job];
            latest = latest.max(finish[job]);
        }
    }
    latest
}
