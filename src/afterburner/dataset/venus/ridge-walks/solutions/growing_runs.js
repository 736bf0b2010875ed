function count_walks(climbs, low, high) {
  const n = climbs.length + 1;
  let heights = new Float64Array(n);
  for (let at = 1; at < n; at++) heights[at] = heights[at - 1] + climbs[at - 1];
  let joined = new Float64Array(n);
  let count = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let begin = 0; begin < n; begin += 2 * width) {
      const middle = Math.min(n, begin + width);
      const end = Math.min(n, begin + 2 * width);
      let first = begin;
      let last = begin;
      let taken = begin;
      let out = begin;
      for (let at = middle; at < end; at++) {
        const height = heights[at];
        while (first < middle && heights[first] < height - high) first++;
        while (last < middle && heights[last] <= height - low) last++;
        count += last - first;
        while (taken < middle && heights[taken] <= height) joined[out++] = heights[taken++];
        joined[out++] = height;
      }
      while (taken < middle) joined[out++] = heights[taken++];
    }
    [heights, joined] = [joined, heights];
  }
  return count;
}
