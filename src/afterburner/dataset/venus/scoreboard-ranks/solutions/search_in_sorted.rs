fn rank_scores(scores: Vec<i64>) -> Vec<i64> {
    let mut sorted = scores.clone();
    sorted.sort_unstable();
    let n = sorted.len();
    scores.iter().map(|score| (n - sorted.partition_point(|other| other <= score) + 1) as i64).collect()
}
