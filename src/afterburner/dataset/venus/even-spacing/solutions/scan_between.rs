fn even_triples(mut trees: Vec<i64>) -> i64 {
    trees.sort();
    let mut found = 0;
    for k in 0..trees.len() {
        for i in 0..k {
            for j in i + 1..k {
                if trees[j] - trees[i] == trees[k] - trees[j] {
                    found += 1;
                }
            }
        }
    }
    found
}
