function switching_effort(settings, on_effort, off_effort) {
  const n = settings.length;
  let ons = 0;
  let offs = 0;
  for (let low = 0; low < 32; low += 8) {
    const counts = new Int32Array(256);
    const sums = new Int32Array(256);
    for (let i = 0; i < n; i++) {
      const value = (settings[i] >> low) & 255;
      counts[value]++;
      sums[value] += i;
    }
    for (let bit = 1; bit < 256; bit *= 2) {
      let lit = 0;
      let positions = 0;
      for (let value = bit; value < 256; value = (value + 1) | bit) {
        lit += counts[value];
        positions += sums[value];
      }
      const up = positions - (lit * (lit - 1)) / 2;
      ons += up;
      offs += lit * (n - lit) - up;
    }
  }
  return on_effort * ons + off_effort * offs;
}
