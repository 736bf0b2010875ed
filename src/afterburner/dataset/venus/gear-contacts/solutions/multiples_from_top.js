function contact_groups(teeth) {
  const top = Math.max(0, ...teeth);
  const count = new Int32Array(top + 1);
  for (const size of teeth) count[size]++;
  const exact = new Float64Array(top + 1);
  let total = 0;
  for (let d = top; d > 0; d--) {
    let both = count[d];
    let counted = 0;
    for (let multiple = 2 * d; multiple <= top; multiple += d) {
      both += count[multiple];
      counted += exact[multiple];
    }
    exact[d] = (both * (both - 1)) / 2 - counted;
    total += d * exact[d];
  }
  return total;
}
