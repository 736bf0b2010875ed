const choose2 = (n) => (n * (n - 1)) / 2;
const choose3 = (n) => (n * (n - 1) * (n - 2)) / 6;

function enclosing_triangles(buoys) {
  let result = choose3(buoys.length);
  let twice = 0;
  const done = new Uint8Array(buoys.length);
  buoys.forEach(([x, y], i) => {
    if (done[i]) return;
    let same = 0;
    let left = 0;
    let opposite = 0;
    buoys.forEach(([u, v], j) => {
      const cross = x * v - y * u;
      if (cross > 0) {
        left++;
      } else if (cross === 0) {
        if (x * u + y * v > 0) {
          same++;
          done[j] = 1;
        } else {
          opposite++;
        }
      }
    });
    const ahead = left + opposite;
    result -= choose3(same + ahead) - choose3(ahead);
    twice += choose2(same) * opposite + choose2(opposite) * same;
  });
  return result + twice / 2;
}
