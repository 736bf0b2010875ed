fn rank_scores(scores: Vec<i64>) -> Vec<i64> {
    scores.iter().map(|score| scores.iter().filter(|other| *other > score).count() as i64 + 1).collect()
}
