/// Sorts the heights and returns the number of walks among them.
fn solve(heights: &mut [i64], low: i64, high: i64) -> i64 {
    if heights.len() < 2 {
        return 0;
    }
    let (left, right) = heights.split_at_mut(heights.len() / 2);
    let mut count = solve(left, low, high) + solve(right, low, high);
    let (mut first, mut last) = (0, 0);
    for height in right.iter() {
        while first < left.len() && left[first] < height - high {
            first += 1;
        }
        while last < left.len() && left[last] <= height - low {
            last += 1;
        }
        count += last as i64 - first as i64;
    }
    // The stable sort finds the two sorted halves and merges them.
    heights.sort();
    count
}

fn count_walks(climbs: Vec<i64>, low: i64, high: i64) -> i64 {
    let mut heights = vec![0];
    for climb in &climbs {
        heights.push(heights[heights.len() - 1] + climb);
    }
    solve(&mut heights, low, high)
}
