function strokes(line, wish) {
  const table = [];
  for (let i = 0; i <= line.length; i++) {
    table.push([]);
    for (let j = 0; j <= wish.length; j++) {
      if (i === 0 || j === 0) table[i].push(i + j);
      else if (line[i - 1] === wish[j - 1]) table[i].push(table[i - 1][j - 1]);
      else table[i].push(1 + Math.min(table[i - 1][j], table[i][j - 1]));
    }
  }
  return table[line.length][wish.length];
}

function copyist_strokes(written, meant) {
  return written.map((line, k) => strokes(line, meant[k]));
}
