function side(a, b) {
  return Math.sign(a[0] * b[1] - a[1] * b[0]);
}

function enclosing_triangles(buoys) {
  let found = 0;
  for (let i = 0; i < buoys.length; i++) {
    for (let j = 0; j < i; j++) {
      for (let k = 0; k < j; k++) {
        const first = side(buoys[i], buoys[j]);
        if (first !== 0 && side(buoys[j], buoys[k]) === first && side(buoys[k], buoys[i]) === first) found++;
      }
    }
  }
  return found;
}
