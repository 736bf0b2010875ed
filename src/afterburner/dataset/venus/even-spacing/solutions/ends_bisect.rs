fn even_triples(mut trees: Vec<i64>) -> i64 {
    trees.sort_unstable();
    let mut found = 0;
    for (k, &right) in trees.iter().enumerate() {
        for (i, &left) in trees[..k].iter().enumerate() {
            let total = left + right;
            if total % 2 == 0 && trees[i..k].binary_search(&(total / 2)).is_ok() {
                found += 1;
            }
        }
    }
    found
}
