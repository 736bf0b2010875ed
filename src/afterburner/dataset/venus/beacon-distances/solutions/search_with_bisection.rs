fn kth_distance(mut marks: Vec<i64>, k: i64) -> i64 {
    marks.sort_unstable();
    let (mut low, mut high) = (1, marks[marks.len() - 1] - marks[0]);
    while low < high {
        let middle = (low + high) / 2;
        let mut count = 0;
        for (i, mark) in marks.iter().enumerate() {
            count += marks[i + 1..].partition_point(|other| other - mark <= middle) as i64;
        }
        if count >= k {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
