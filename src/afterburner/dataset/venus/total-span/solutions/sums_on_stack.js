function total_span(temperatures) {
  let total = 0;
  let spans = 0; // the sum over all periods that end today
  const highs = [];
  const lows = [];
  for (const value of temperatures) {
    let count = 1;
    while (highs.length && highs[highs.length - 1].value <= value) {
      const top = highs.pop();
      spans += (value - top.value) * top.count;
      count += top.count;
    }
    highs.push({ value, count });
    count = 1;
    while (lows.length && lows[lows.length - 1].value >= value) {
      const top = lows.pop();
      spans += (top.value - value) * top.count;
      count += top.count;
    }
    lows.push({ value, count });
    total += spans;
  }
  return total;
}
