fn count_strips(a: i64, b: i64, m: i64, lengths: Vec<i64>) -> Vec<i64> {
    let mut counts = Vec::new();
    for n in lengths {
        let (mut before, mut here) = (0, 1 % m);
        for _ in 0..n {
            let next = (a * here + b * before) % m;
            before = here;
            here = next;
        }
        counts.push(here);
    }
    counts
}
