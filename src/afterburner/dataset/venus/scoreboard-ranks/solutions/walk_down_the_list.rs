fn rank_scores(scores: Vec<i64>) -> Vec<i64> {
    let mut sorted = scores.clone();
    sorted.sort_by(|a, b| b.cmp(a));
    scores.iter().map(|score| sorted.iter().position(|other| other == score).unwrap() as i64 + 1).collect()
}
