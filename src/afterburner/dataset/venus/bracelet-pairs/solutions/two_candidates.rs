use std::collections::HashMap;

fn least_cut(twice: &[u8]) -> usize {
    let length = twice.len() / 2;
    let (mut one, mut other, mut same) = (0, 1, 0);
    while one < length && other < length && same < length {
        let (left, right) = (twice[one + same], twice[other + same]);
        if left == right {
            same += 1;
            continue;
        }
        if left > right {
            one += same + 1;
        } else {
            other += same + 1;
        }
        if one == other {
            other += 1;
        }
        same = 0;
    }
    one.min(other)
}

fn bracelet_pairs(bracelets: Vec<String>) -> i64 {
    let mut counts: HashMap<Vec<u8>, i64> = HashMap::with_capacity(bracelets.len());
    let mut pairs = 0;
    for bracelet in bracelets {
        let twice = bracelet.repeat(2).into_bytes();
        let cut = least_cut(&twice);
        let count = counts.entry(twice[cut..cut + bracelet.len()].to_vec()).or_insert(0);
        pairs += *count;
        *count += 1;
    }
    pairs
}
