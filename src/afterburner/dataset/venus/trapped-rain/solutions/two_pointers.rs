fn trapped_water(heights: Vec<i64>) -> i64 {
    let (mut water, mut left, mut right) = (0, 0, 0);
    let (mut i, mut j) = (0, heights.len());
    while i < j {
        left = heights[i].max(left);
        right = heights[j - 1].max(right);
        if left <= right {
            water += left - heights[i];
            i += 1;
        } else {
            water += right - heights[j - 1];
            j -= 1;
        }
    }
    water
}
