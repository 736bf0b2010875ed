fn bracelet_pairs(bracelets: Vec<String>) -> i64 {
    let mut pairs = 0;
    for i in 0..bracelets.len() {
        for j in i + 1..bracelets.len() {
            let (left, right) = (&bracelets[i], &bracelets[j]);
            if left.len() != right.len() {
                continue;
            }
            for cut in 0..left.len() {
                let rotation = left[cut..].to_string() + &left[..cut];
                if rotation == *right {
                    pairs += 1;
                    break;
                }
            }
        }
    }
    pairs
}
