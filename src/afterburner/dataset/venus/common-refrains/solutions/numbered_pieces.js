function common_refrains(song, times, longest) {
  const n = song.length;
  const numbers = new Int32Array(n);
  let total = 0;
  for (let length = 1; length <= Math.min(longest, n); length++) {
    const numberOf = new Map();
    const counts = new Int32Array(n);
    let often = 0;
    for (let start = 0; start + length <= n; start++) {
      const pair = numbers[start] * 26 + song.charCodeAt(start + length - 1) - 97;
      let number = numberOf.get(pair);
      if (number === undefined) {
        number = numberOf.size;
        numberOf.set(pair, number);
      }
      numbers[start] = number;
      if (++counts[number] === times) often++;
    }
    if (often === 0) break;
    total += often;
  }
  return total;
}
