fn cabins_of(stays: Vec<Vec<i64>>) -> Vec<i64> {
    let n = stays.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&guest| stays[guest][0]);
    let width = (n as f64).sqrt() as usize + 1;
    let mut blocks = vec![vec![0i64; width]; n / width + 1];
    let mut earliest = vec![0i64; blocks.len()];
    let mut cabins = vec![0; n];
    for guest in order {
        let arrival = stays[guest][0];
        let block = earliest.iter().position(|&day| day <= arrival).unwrap();
        let free_from = &mut blocks[block];
        let place = free_from.iter().position(|&day| day <= arrival).unwrap();
        free_from[place] = stays[guest][1];
        earliest[block] = *free_from.iter().min().unwrap();
        cabins[guest] = (block * width + place) as i64 + 1;
    }
    cabins
}
