fn cabins_of(stays: Vec<Vec<i64>>) -> Vec<i64> {
    let mut order: Vec<usize> = (0..stays.len()).collect();
    order.sort_by_key(|&guest| stays[guest][0]);
    let mut cabins = vec![0; stays.len()];
    let mut free_from: Vec<i64> = Vec::new();
    for guest in order {
        let cabin = match free_from.iter().position(|&day| day <= stays[guest][0]) {
            Some(cabin) => cabin,
            None => {
                free_from.push(0);
                free_from.len() - 1
            }
        };
        free_from[cabin] = stays[guest][1];
        cabins[guest] = cabin as i64 + 1;
    }
    cabins
}
