function trapped_water(heights) {
  let water = 0;
  let left = 0;
  for (let i = 0; i < heights.length; i++) {
    left = Math.max(left, heights[i]);
    let right = heights[i];
    for (let j = i + 1; j < heights.length && right < left; j++) right = Math.max(right, heights[j]);
    water += Math.min(left, right) - heights[i];
  }
  return water;
}
