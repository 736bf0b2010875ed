fn kth_distance(marks: Vec<i64>, k: i64) -> i64 {
    let mut distances: Vec<u32> = Vec::with_capacity(marks.len() * (marks.len() - 1) / 2);
    for (i, mark) in marks.iter().enumerate() {
        distances.extend(marks[..i].iter().map(|other| (mark - other).abs() as u32));
    }
    i64::from(*distances.select_nth_unstable(k as usize - 1).1)
}
