function even_triples(trees) {
  const flags = new Uint8Array(20001);
  for (const tree of trees) flags[tree] = 1;
  let found = 0;
  for (const parity of [0, 1]) {
    const halves = Int32Array.from(trees.filter((tree) => tree % 2 === parity), (tree) => tree >> 1);
    for (let k = 0; k < halves.length; k++) {
      const shifted = halves[k] + parity;
      for (let i = 0; i < k; i++) found += flags[shifted + halves[i]];
    }
  }
  return found;
}
