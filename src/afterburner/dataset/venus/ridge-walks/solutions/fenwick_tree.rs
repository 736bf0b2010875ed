fn below(tree: &[i64], mut at: usize) -> i64 {
    let mut found = 0;
    while at > 0 {
        found += tree[at];
        at &= at - 1;
    }
    found
}

fn count_walks(climbs: Vec<i64>, low: i64, high: i64) -> i64 {
    let mut heights = vec![0];
    for climb in &climbs {
        heights.push(heights[heights.len() - 1] + climb);
    }
    let mut order = heights.clone();
    order.sort_unstable();
    let mut tree = vec![0i64; order.len() + 1];
    let mut count = 0;
    for height in heights {
        count += below(&tree, order.partition_point(|other| *other <= height - low));
        count -= below(&tree, order.partition_point(|other| *other < height - high));
        let mut at = order.partition_point(|other| *other < height) + 1;
        while at < tree.len() {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    count
}
