fn even_triples(trees: Vec<i64>) -> i64 {
    let mut flags = vec![0u8; 20_001];
    let mut halves = [Vec::new(), Vec::new()];
    for &tree in &trees {
        flags[tree as usize] = 1;
        halves[tree as usize % 2].push(tree as usize / 2);
    }
    let mut found = 0i64;
    for (parity, same) in halves.iter().enumerate() {
        for (k, half) in same.iter().enumerate() {
            let shifted = &flags[half + parity..];
            found += same[..k].iter().map(|&other| shifted[other] as i64).sum::<i64>();
        }
    }
    found
}
