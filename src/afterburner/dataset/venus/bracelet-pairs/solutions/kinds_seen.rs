fn bracelet_pairs(bracelets: Vec<String>) -> i64 {
    let mut kinds: Vec<(String, i64)> = Vec::new();
    let mut pairs = 0;
    for bracelet in &bracelets {
        let known = kinds
            .iter_mut()
            .find(|kind| kind.0.len() == 2 * bracelet.len() && kind.0.contains(bracelet.as_str()));
        match known {
            Some(kind) => {
                pairs += kind.1;
                kind.1 += 1;
            }
            None => kinds.push((bracelet.repeat(2), 1)),
        }
    }
    pairs
}
