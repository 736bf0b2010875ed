use std::collections::BTreeMap;

fn rank_scores(scores: Vec<i64>) -> Vec<i64> {
    let mut counts: BTreeMap<i64, i64> = BTreeMap::new();
    for score in &scores {
        *counts.entry(*score).or_insert(0) += 1;
    }
    let mut higher = 0;
    for count in counts.values_mut().rev() {
        let here = *count;
        *count = higher + 1;
        higher += here;
    }
    scores.iter().map(|score| counts[score]).collect()
}
