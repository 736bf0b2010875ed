function bracelet_pairs(bracelets) {
  let pairs = 0;
  for (let i = 0; i < bracelets.length; i++) {
    for (let j = i + 1; j < bracelets.length; j++) {
      const left = bracelets[i];
      const right = bracelets[j];
      if (left.length !== right.length) continue;
      for (let cut = 0; cut < left.length; cut++) {
        if (left.slice(cut) + left.slice(0, cut) === right) {
          pairs++;
          break;
        }
      }
    }
  }
  return pairs;
}
