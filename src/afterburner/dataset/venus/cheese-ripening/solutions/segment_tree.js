function best_ripening(prices, days) {
  const n = prices.length;
  const tree = new Float64Array(2 * n);
  tree.set(prices, n);
  for (let node = n - 1; node > 0; node--) tree[node] = Math.max(tree[2 * node], tree[2 * node + 1]);
  let best = 0;
  for (let bought = 0; bought + days < n; bought++) {
    let highest = 0;
    for (let low = bought + days + n, high = 2 * n; low < high; low >>= 1, high >>= 1) {
      if (low & 1) highest = Math.max(highest, tree[low++]);
      if (high & 1) highest = Math.max(highest, tree[--high]);
    }
    best = Math.max(best, highest - prices[bought]);
  }
  return best;
}
