function total_span(temperatures) {
  const n = temperatures.length;
  const order = temperatures.map((_, day) => day).sort((a, b) => temperatures[a] - temperatures[b]);
  let total = 0;
  for (const sign of [1, -1]) {
    // Entry n stands for the border on both sides.
    const before = Int32Array.from({ length: n + 1 }, (_, day) => (day ? day - 1 : n));
    const after = Int32Array.from({ length: n + 1 }, (_, day) => day + 1);
    for (const day of order) {
      const low = before[day];
      const high = after[day];
      total += sign * temperatures[day] * (day - (low === n ? -1 : low)) * (high - day);
      after[low] = high;
      before[high] = low;
    }
    order.reverse();
  }
  return total;
}
