fn trapped_water(heights: Vec<i64>) -> i64 {
    let (mut water, mut left) = (0, 0);
    for i in 0..heights.len() {
        left = left.max(heights[i]);
        let mut right = heights[i];
        let mut j = i + 1;
        while j < heights.len() && right < left {
            right = right.max(heights[j]);
            j += 1;
        }
        water += left.min(right) - heights[i];
    }
    water
}
