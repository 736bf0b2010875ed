fn cabins_of(stays: Vec<Vec<i64>>) -> Vec<i64> {
    let mut waiting: Vec<usize> = (0..stays.len()).collect();
    waiting.sort_by_key(|&guest| stays[guest][0]);
    let mut cabins = vec![0; stays.len()];
    let mut cabin = 0;
    while !waiting.is_empty() {
        cabin += 1;
        let mut free_from = 0;
        waiting.retain(|&guest| {
            if stays[guest][0] < free_from {
                return true;
            }
            cabins[guest] = cabin;
            free_from = stays[guest][1];
            false
        });
    }
    cabins
}
