function trapped_water(heights) {
  const n = heights.length;
  const left = new Float64Array(n + 1);
  const right = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) left[i + 1] = Math.max(left[i], heights[i]);
  for (let i = n - 1; i >= 0; i--) right[i] = Math.max(right[i + 1], heights[i]);
  let water = 0;
  for (let i = 0; i < n; i++) water += Math.min(left[i + 1], right[i]) - heights[i];
  return water;
}
