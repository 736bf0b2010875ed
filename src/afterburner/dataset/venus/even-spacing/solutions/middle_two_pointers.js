function even_triples(trees) {
  const sorted = Int32Array.from(trees).sort();
  const n = sorted.length;
  let found = 0;
  for (let j = 1; j + 1 < n; j++) {
    let i = j - 1;
    let k = j + 1;
    while (i >= 0 && k < n) {
      const total = sorted[i] + sorted[k] - 2 * sorted[j];
      if (total === 0) found++;
      if (total <= 0) k++;
      if (total >= 0) i--;
    }
  }
  return found;
}
