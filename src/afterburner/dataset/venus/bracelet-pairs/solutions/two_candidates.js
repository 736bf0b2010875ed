function leastCut(twice, length) {
  let one = 0;
  let other = 1;
  let same = 0;
  while (one < length && other < length && same < length) {
    const left = twice.charCodeAt(one + same);
    const right = twice.charCodeAt(other + same);
    if (left === right) {
      same++;
      continue;
    }
    if (left > right) one += same + 1;
    else other += same + 1;
    if (one === other) other++;
    same = 0;
  }
  return Math.min(one, other);
}

function bracelet_pairs(bracelets) {
  const counts = new Map();
  let pairs = 0;
  for (const bracelet of bracelets) {
    const twice = bracelet + bracelet;
    const cut = leastCut(twice, bracelet.length);
    const name = twice.slice(cut, cut + bracelet.length);
    const before = counts.get(name) || 0;
    pairs += before;
    counts.set(name, before + 1);
  }
  return pairs;
}
