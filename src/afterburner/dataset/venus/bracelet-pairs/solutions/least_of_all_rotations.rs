use std::collections::HashMap;

fn bracelet_pairs(bracelets: Vec<String>) -> i64 {
    let mut counts: HashMap<Vec<u8>, i64> = HashMap::new();
    let mut pairs = 0;
    for bracelet in bracelets {
        let mut rotation = bracelet.into_bytes();
        let mut least = rotation.clone();
        for _ in 1..rotation.len() {
            rotation.rotate_left(1);
            if rotation < least {
                least = rotation.clone();
            }
        }
        let count = counts.entry(least).or_insert(0);
        pairs += *count;
        *count += 1;
    }
    pairs
}
