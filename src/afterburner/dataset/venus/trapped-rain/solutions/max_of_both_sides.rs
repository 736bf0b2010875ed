fn trapped_water(heights: Vec<i64>) -> i64 {
    let mut water = 0;
    for i in 0..heights.len() {
        let left = heights[..=i].iter().max().unwrap();
        let right = heights[i..].iter().max().unwrap();
        water += left.min(right) - heights[i];
    }
    water
}
