fn kth_distance(mut marks: Vec<i64>, k: i64) -> i64 {
    marks.sort_unstable();
    let (mut low, mut high) = (1, marks[marks.len() - 1] - marks[0]);
    while low < high {
        let middle = (low + high) / 2;
        let (mut count, mut start) = (0, 0);
        for (end, mark) in marks.iter().enumerate() {
            while mark - marks[start] > middle {
                start += 1;
            }
            count += (end - start) as i64;
        }
        if count >= k {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
