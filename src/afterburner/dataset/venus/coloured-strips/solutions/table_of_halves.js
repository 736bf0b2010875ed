// A product of two numbers below 2^30 is put together from two halves, so that no number leaves the safe integers.
function count_strips(a, b, m, lengths) {
  const times = (x, y) => (((x * (y >>> 15)) % m) * 32768 + x * (y & 32767)) % m;
  a %= m;
  b %= m;
  const most = lengths.reduce((x, y) => Math.max(x, y), 0);
  const table = new Float64Array(most + 1);
  table[0] = 1 % m;
  for (let n = 1; n <= most; n++) table[n] = (times(table[n - 1], a) + (n > 1 ? times(table[n - 2], b) : 0)) % m;
  return lengths.map((n) => table[n]);
}
