function count_strips(a, b, m, lengths) {
  const [A, B, M] = [BigInt(a), BigInt(b), BigInt(m)];
  const table = [1n % M];
  const most = lengths.reduce((x, y) => Math.max(x, y), 0);
  for (let n = 1; n <= most; n++) table.push((A * table[n - 1] + (n > 1 ? B * table[n - 2] : 0n)) % M);
  return lengths.map((n) => table[n]);
}
