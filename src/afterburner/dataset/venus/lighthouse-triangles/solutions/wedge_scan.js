function enclosing_triangles(buoys) {
  const cross = ([ax, ay], [bx, by]) => ax * by - ay * bx;
  let found = 0;
  buoys.forEach((first, i) => {
    const earlier = buoys.slice(0, i);
    const left = earlier.filter((buoy) => cross(first, buoy) > 0);
    const right = earlier.filter((buoy) => cross(first, buoy) < 0);
    for (const [x, y] of left) {
      for (const third of right) {
        if (x * third[1] > y * third[0]) found++;
      }
    }
  });
  return found;
}
