function kth_distance(marks, k) {
  const distances = [];
  marks.forEach((mark, at) => {
    for (let other = 0; other < at; other++) distances.push(Math.abs(mark - marks[other]));
  });
  distances.sort((a, b) => a - b);
  return distances[k - 1];
}
