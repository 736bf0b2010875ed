fn finish_time(durations: Vec<i64>, rules: Vec<Vec<i64>>) -> i64 {
    let n = durations.len();
    let mut earlier: Vec<Vec<usize>> = vec![Vec::new(); n];
    for rule in &rules {
        earlier[rule[1] as usize].push(rule[0] as usize);
    }
    let mut finish: Vec<Option<i64>> = vec![None; n];
    let mut waiting: Vec<usize> = (0..n).collect();
    let mut latest = 0;
    while !waiting.is_empty() {
        let mut still_waiting = Vec::new();
        for &job in &waiting {
            let mut start = Some(0);
            for &other in &earlier[job] {
                match finish[other] {
                    Some(time) => start = start.max(Some(time)),
                    None => {
                        start = None;
                        break;
                    }
                }
            }
            match start {
                Some(time) => {
                    finish[job] = Some(time + durations[job]);
                    latest = latest.max(time + durations[job]);
                }
                None => still_waiting.push(job),
            }
        }
        if still_waiting.len() == waiting.len() {
            return -1;
        }
        waiting = still_waiting;
    }
    latest
}
