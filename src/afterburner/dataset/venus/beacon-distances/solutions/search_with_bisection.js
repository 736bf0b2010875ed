function kth_distance(marks, k) {
  marks.sort((a, b) => a - b);
  const n = marks.length;
  // The index of the first mark above the bar.
  const above = (bar, from) => {
    let low = from;
    let high = n;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (marks[middle] > bar) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  let low = 1;
  let high = marks[n - 1] - marks[0];
  while (low < high) {
    const middle = (low + high) >> 1;
    const count = marks.reduce((sum, mark, at) => sum + above(mark + middle, at) - at - 1, 0);
    if (count >= k) high = middle;
    else low = middle + 1;
  }
  return low;
}
