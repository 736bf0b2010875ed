function count_strips(a, b, m, lengths) {
  const [A, B, M] = [BigInt(a), BigInt(b), BigInt(m)];
  const known = new Map();
  for (const n of lengths) {
    if (known.has(n)) continue;
    let before = 0n;
    let here = 1n % M;
    for (let i = 0; i < n; i++) [before, here] = [here, (A * here + B * before) % M];
    known.set(n, here);
  }
  return lengths.map((n) => known.get(n));
}
