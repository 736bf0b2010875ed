function bracelet_pairs(bracelets) {
  const counts = new Map();
  let pairs = 0;
  for (const bracelet of bracelets) {
    let least = bracelet;
    for (let cut = 1; cut < bracelet.length; cut++) {
      const rotation = bracelet.slice(cut) + bracelet.slice(0, cut);
      if (rotation < least) least = rotation;
    }
    const before = counts.get(least) || 0;
    pairs += before;
    counts.set(least, before + 1);
  }
  return pairs;
}
