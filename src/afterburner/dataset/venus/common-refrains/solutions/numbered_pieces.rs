use std::collections::HashMap;

fn common_refrains(song: String, times: i64, longest: i64) -> i64 {
    let letters = song.as_bytes();
    let n = letters.len();
    let mut numbers = vec![0usize; n];
    let mut total = 0;
    for length in 1..=n.min(longest as usize) {
        let mut number_of: HashMap<(usize, u8), usize> = HashMap::new();
        let mut counts = vec![0i64; n];
        let mut often = 0;
        for start in 0..=n - length {
            let fresh = number_of.len();
            let number = *number_of.entry((numbers[start], letters[start + length - 1])).or_insert(fresh);
            numbers[start] = number;
            counts[number] += 1;
            if counts[number] == times {
                often += 1;
            }
        }
        if often == 0 {
            break;
        }
        total += often;
    }
    total
}
