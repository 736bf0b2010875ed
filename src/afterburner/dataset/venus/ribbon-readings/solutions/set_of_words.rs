use std::collections::{BTreeSet, HashSet};

fn ribbon_readings(ribbon: String, words: Vec<String>) -> i64 {
    let known: HashSet<&str> = words.iter().map(|word| word.as_str()).collect();
    let lengths: BTreeSet<usize> = words.iter().map(|word| word.len()).collect();
    let mut ways = vec![0i64; ribbon.len() + 1];
    ways[0] = 1;
    for end in 1..=ribbon.len() {
        let mut total = 0;
        for &length in lengths.range(..=end) {
            let count = ways[end - length];
            if count != 0 && known.contains(&ribbon[end - length..end]) {
                total += count;
            }
        }
        ways[end] = total % 1_000_000_007;
    }
    ways[ribbon.len()]
}
