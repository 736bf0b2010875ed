function count_walks(climbs, low, high) {
  const heights = new Float64Array(climbs.length + 1);
  climbs.forEach((climb, at) => {
    heights[at + 1] = heights[at] + climb;
  });
  const order = heights.slice().sort();
  const rank = (value) => {
    let start = 0;
    let end = order.length;
    while (start < end) {
      const middle = (start + end) >> 1;
      if (order[middle] < value) start = middle + 1;
      else end = middle;
    }
    return start;
  };
  const tree = new Int32Array(order.length + 1);
  const below = (value) => {
    let found = 0;
    for (let at = rank(value); at; at &= at - 1) found += tree[at];
    return found;
  };
  let count = 0;
  for (const height of heights) {
    count += below(height - low + 1) - below(height - high);
    for (let at = rank(height) + 1; at < tree.length; at += at & -at) tree[at]++;
  }
  return count;
}
