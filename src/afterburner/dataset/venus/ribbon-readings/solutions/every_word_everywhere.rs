fn ribbon_readings(ribbon: String, mut words: Vec<String>) -> i64 {
    words.sort();
    words.dedup();
    let mut ways = vec![0i64; ribbon.len() + 1];
    ways[0] = 1;
    for start in 0..ribbon.len() {
        if ways[start] == 0 {
            continue;
        }
        for word in &words {
            if ribbon[start..].starts_with(word.as_str()) {
                let end = start + word.len();
                ways[end] = (ways[end] + ways[start]) % 1_000_000_007;
            }
        }
    }
    ways[ribbon.len()]
}
