function rank_scores(scores) {
  const sorted = Float64Array.from(scores).sort();
  return scores.map((score) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= score) low = middle + 1;
      else high = middle;
    }
    return sorted.length - low + 1;
  });
}
