function contains(trees, low, high, wanted) {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (trees[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return trees[low] === wanted;
}

function even_triples(trees) {
  trees.sort((a, b) => a - b);
  let found = 0;
  for (let k = 0; k < trees.length; k++) {
    for (let i = 0; i < k; i++) {
      const total = trees[i] + trees[k];
      if (total % 2 === 0 && contains(trees, i, k, total / 2)) found++;
    }
  }
  return found;
}
