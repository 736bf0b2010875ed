fn kth_distance(marks: Vec<i64>, k: i64) -> i64 {
    let mut distances = Vec::new();
    for (i, mark) in marks.iter().enumerate() {
        for other in &marks[..i] {
            distances.push((mark - other).abs());
        }
    }
    distances.sort();
    distances[k as usize - 1]
}
