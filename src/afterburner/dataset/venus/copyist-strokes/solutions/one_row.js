function copyist_strokes(written, meant) {
  const row = new Int32Array(1 + meant.reduce((most, wish) => Math.max(most, wish.length), 0));
  return written.map((line, k) => {
    const wish = meant[k];
    const m = wish.length;
    for (let j = 0; j <= m; j++) row[j] = j;
    for (let i = 0; i < line.length; i++) {
      const letter = line.charCodeAt(i);
      let corner = row[0];
      row[0] = i + 1;
      for (let j = 0; j < m; j++) {
        const up = row[j + 1];
        const left = row[j];
        row[j + 1] = letter === wish.charCodeAt(j) ? corner : 1 + (up < left ? up : left);
        corner = up;
      }
    }
    return row[m];
  });
}
