const LOW = (1 << 30) - 1;

function ones(bits) {
  let count = 0;
  for (; bits !== 0; bits &= bits - 1) count++;
  return count;
}

function copyist_strokes(written, meant) {
  const low = new Int32Array(26);
  const high = new Int32Array(26);
  return written.map((line, k) => {
    const wish = meant[k];
    low.fill(0);
    high.fill(0);
    for (let j = 0; j < wish.length; j++) {
      const letter = wish.charCodeAt(j) - 97;
      if (j < 30) low[letter] |= 1 << j;
      else high[letter] |= 1 << (j - 30);
    }
    let first = LOW;
    let second = LOW;
    for (let i = 0; i < line.length; i++) {
      const letter = line.charCodeAt(i) - 97;
      const one = first & low[letter];
      const two = second & high[letter];
      // Up to 2^31 - 1: the sum leaves 31 bits, and the carry is above bit 29.
      const sum = first + one;
      first = (sum | (first - one)) & LOW;
      second = ((second + two + (sum > LOW ? 1 : 0)) | (second - two)) & LOW;
    }
    // Bits beyond the end of the wish never match, and stay set.
    const kept = 60 - ones(first) - ones(second);
    return line.length + wish.length - 2 * kept;
  });
}
