function count_strips(a, b, m, lengths) {
  const [A, B, M] = [BigInt(a), BigInt(b), BigInt(m)];
  return lengths.map((n) => {
    let before = 0n;
    let here = 1n % M;
    for (let i = 0; i < n; i++) [before, here] = [here, (A * here + B * before) % M];
    return here;
  });
}
