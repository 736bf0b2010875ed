fn count_walks(climbs: Vec<i64>, low: i64, high: i64) -> i64 {
    let mut before = vec![0];
    let (mut height, mut count) = (0, 0);
    for climb in climbs {
        height += climb;
        let first = before.partition_point(|start| *start < height - high);
        let last = before.partition_point(|start| *start <= height - low);
        count += (last - first) as i64;
        before.insert(before.partition_point(|start| *start < height), height);
    }
    count
}
