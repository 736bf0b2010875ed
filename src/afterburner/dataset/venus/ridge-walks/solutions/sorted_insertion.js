function below(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function count_walks(climbs, low, high) {
  const before = [0];
  let height = 0;
  let count = 0;
  for (const climb of climbs) {
    height += climb;
    count += below(before, height - low + 1) - below(before, height - high);
    before.splice(below(before, height), 0, height);
  }
  return count;
}
