fn finish_time(durations: Vec<i64>, rules: Vec<Vec<i64>>) -> i64 {
    let n = durations.len();
    let mut row = vec![0u32; n + 1];
    let mut missing = vec![0u32; n];
    let mut flat = vec![0u32; rules.len()];
    for rule in &rules {
        row[rule[0] as usize] += 1;
        missing[rule[1] as usize] += 1;
    }
    for job in 0..n {
        row[job + 1] += row[job];
    }
    for rule in &rules {
        let place = &mut row[rule[0] as usize];
        *place -= 1;
        flat[*place as usize] = rule[1] as u32;
    }
    let mut order: Vec<u32> = Vec::with_capacity(n);
    order.extend((0..n as u32).filter(|&job| missing[job as usize] == 0));
    let mut start = vec![0i64; n];
    let mut latest = 0;
    let mut place = 0;
    while place < order.len() {
        let job = order[place] as usize;
        place += 1;
        let finish = start[job] + durations[job];
        latest = latest.max(finish);
        for &other in &flat[row[job] as usize..row[job + 1] as usize] {
            let index = other as usize;
            start[index] = start[index].max(finish);
            missing[index] -= 1;
            if missing[index] == 0 {
                order.push(other);
            }
        }
    }
    if order.len() == n {
        latest
    } else {
        -1
    }
}
