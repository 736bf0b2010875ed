fn cabins_of(stays: Vec<Vec<i64>>) -> Vec<i64> {
    let n = stays.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&guest| stays[guest][0]);
    let mut cabins = vec![0i64; n];
    for (served, &guest) in order.iter().enumerate() {
        let mut taken: Vec<i64> = order[..served]
            .iter()
            .filter(|&&other| stays[other][1] > stays[guest][0])
            .map(|&other| cabins[other])
            .collect();
        taken.sort_unstable();
        // The first cabin that is not in its place in the list is free.
        let gap = taken.iter().enumerate().position(|(i, &cabin)| cabin != i as i64 + 1);
        cabins[guest] = gap.unwrap_or(taken.len()) as i64 + 1;
    }
    cabins
}
