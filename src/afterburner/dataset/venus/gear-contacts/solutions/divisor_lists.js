function contact_groups(teeth) {
  const top = Math.max(0, ...teeth);
  const divisors = Array.from({ length: top + 1 }, () => []);
  const totient = new Int32Array(top + 1);
  for (let d = 1; d <= top; d++) {
    totient[d] += d;
    for (let multiple = 2 * d; multiple <= top; multiple += d) totient[multiple] -= totient[d];
    for (let multiple = d; multiple <= top; multiple += d) divisors[multiple].push(d);
  }
  const seen = new Int32Array(top + 1);
  let total = 0;
  for (const size of teeth) {
    for (const d of divisors[size]) total += totient[d] * seen[d]++;
  }
  return total;
}
