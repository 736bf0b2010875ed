fn even_triples(mut trees: Vec<i64>) -> i64 {
    trees.sort_unstable();
    let mut found = 0;
    for j in 0..trees.len() {
        let (mut before, mut k) = (j, j + 1);
        while before > 0 && k < trees.len() {
            let total = trees[before - 1] + trees[k] - 2 * trees[j];
            if total == 0 {
                found += 1;
            }
            if total <= 0 {
                k += 1;
            }
            if total >= 0 {
                before -= 1;
            }
        }
    }
    found
}
