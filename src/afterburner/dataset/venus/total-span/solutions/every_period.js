function total_span(temperatures) {
  let total = 0;
  for (let first = 0; first < temperatures.length; first++) {
    let low = temperatures[first];
    let high = low;
    for (let last = first; last < temperatures.length; last++) {
      const value = temperatures[last];
      if (value < low) low = value;
      if (value > high) high = value;
      total += high - low;
    }
  }
  return total;
}
