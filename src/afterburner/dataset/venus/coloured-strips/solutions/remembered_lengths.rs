use std::collections::HashMap;

fn strips(a: i64, b: i64, m: i64, n: i64) -> i64 {
    (0..n).fold((0, 1 % m), |(before, here), _| (here, (a * here + b * before) % m)).1
}

fn count_strips(a: i64, b: i64, m: i64, lengths: Vec<i64>) -> Vec<i64> {
    let mut known: HashMap<i64, i64> = HashMap::new();
    lengths.iter().map(|n| *known.entry(*n).or_insert_with(|| strips(a, b, m, *n))).collect()
}
