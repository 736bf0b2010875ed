function enclosing_triangles(buoys) {
  const sorted = buoys.map(([x, y]) => {
    const down = y < 0 || (y === 0 && x < 0);
    return down ? { x: -x, y: -y, side: 1 } : { x, y, side: 0 };
  });
  sorted.sort((a, b) => a.y * b.x - a.x * b.y);
  const single = [0, 0];
  const twins = [0, 0];
  let triple = 0;
  let i = 0;
  while (i < sorted.length) {
    const { x, y } = sorted[i];
    const fresh = [0, 0];
    while (i < sorted.length && x * sorted[i].y === y * sorted[i].x) fresh[sorted[i++].side]++;
    triple += fresh[0] * twins[1] + fresh[1] * twins[0];
    twins[0] += fresh[0] * single[1];
    twins[1] += fresh[1] * single[0];
    single[0] += fresh[0];
    single[1] += fresh[1];
  }
  return triple;
}
