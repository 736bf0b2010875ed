fn trapped_water(heights: Vec<i64>) -> i64 {
    let n = heights.len();
    let (mut left, mut right) = (vec![0; n + 1], vec![0; n + 1]);
    for i in 0..n {
        left[i + 1] = heights[i].max(left[i]);
    }
    for i in (0..n).rev() {
        right[i] = heights[i].max(right[i + 1]);
    }
    (0..n).map(|i| left[i + 1].min(right[i]) - heights[i]).sum()
}
