function even_triples(trees) {
  trees.sort((a, b) => a - b);
  let found = 0;
  for (let k = 0; k < trees.length; k++) {
    for (let i = 0; i < k; i++) {
      for (let j = i + 1; j < k; j++) {
        if (trees[j] - trees[i] === trees[k] - trees[j]) found++;
      }
    }
  }
  return found;
}
