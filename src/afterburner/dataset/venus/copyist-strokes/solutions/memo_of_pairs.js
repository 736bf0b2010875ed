function strokes(line, wish) {
  const known = new Map();
  function best(i, j) {
    if (i === line.length) return wish.length - j;
    if (j === wish.length) return line.length - i;
    const key = `${i},${j}`;
    if (!known.has(key)) {
      known.set(key, line[i] === wish[j] ? best(i + 1, j + 1) : 1 + Math.min(best(i + 1, j), best(i, j + 1)));
    }
    return known.get(key);
  }
  return best(0, 0);
}

function copyist_strokes(written, meant) {
  return written.map((line, k) => strokes(line, meant[k]));
}
