fn ribbon_readings(ribbon: String, mut words: Vec<String>) -> i64 {
    words.sort();
    words.dedup();
    let mut buckets: Vec<Vec<&str>> = vec![Vec::new(); 256];
    for word in &words {
        buckets[word.as_bytes()[0] as usize].push(word);
    }
    let mut ways = vec![0i64; ribbon.len() + 1];
    ways[0] = 1;
    for (start, &letter) in ribbon.as_bytes().iter().enumerate() {
        if ways[start] == 0 {
            continue;
        }
        for word in &buckets[letter as usize] {
            if ribbon[start..].starts_with(word) {
                let end = start + word.len();
                ways[end] = (ways[end] + ways[start]) % 1_000_000_007;
            }
        }
    }
    ways[ribbon.len()]
}
