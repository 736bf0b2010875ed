function kth_distance(marks, k) {
  const n = marks.length;
  const distances = new Int32Array((n * (n - 1)) / 2);
  let size = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) distances[size++] = Math.abs(marks[i] - marks[j]);
  }
  let low = 0;
  let high = size - 1;
  while (low < high) {
    const pivot = distances[(low + high) >> 1];
    let left = low;
    let right = high;
    while (left <= right) {
      while (distances[left] < pivot) left++;
      while (distances[right] > pivot) right--;
      if (left <= right) {
        const kept = distances[left];
        distances[left++] = distances[right];
        distances[right--] = kept;
      }
    }
    if (k - 1 <= right) high = right;
    else if (k - 1 >= left) low = left;
    else break;
  }
  return distances[k - 1];
}
