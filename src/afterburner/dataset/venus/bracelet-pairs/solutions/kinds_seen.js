function bracelet_pairs(bracelets) {
  const kinds = [];
  let pairs = 0;
  for (const bracelet of bracelets) {
    const kind = kinds.find((k) => k.length === bracelet.length && k.twice.includes(bracelet));
    if (kind === undefined) {
      kinds.push({ length: bracelet.length, twice: bracelet + bracelet, count: 1 });
    } else {
      pairs += kind.count++;
    }
  }
  return pairs;
}
