function kth_distance(marks, k) {
  const sorted = Int32Array.from(marks).sort();
  let low = 1;
  let high = sorted[sorted.length - 1] - sorted[0];
  while (low < high) {
    const middle = (low + high) >> 1;
    let count = 0;
    let start = 0;
    for (let end = 0; end < sorted.length; end++) {
      while (sorted[end] - sorted[start] > middle) start++;
      count += end - start;
    }
    if (count >= k) high = middle;
    else low = middle + 1;
  }
  return low;
}
