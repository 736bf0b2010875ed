function trapped_water(heights) {
  let water = 0;
  let left = 0;
  let right = 0;
  for (let i = 0, j = heights.length - 1; i <= j; ) {
    left = Math.max(left, heights[i]);
    right = Math.max(right, heights[j]);
    water += left <= right ? left - heights[i++] : right - heights[j--];
  }
  return water;
}
