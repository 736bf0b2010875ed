function inCommon(left, right) {
  const most = Math.min(left.length, right.length);
  let k = 0;
  while (k < most && left.charCodeAt(k) === right.charCodeAt(k)) k++;
  return k;
}

function common_refrains(song, times, longest) {
  const suffixes = [];
  for (let start = 0; start < song.length; start++) suffixes.push(song.slice(start, start + longest));
  suffixes.sort();
  let total = 0;
  for (let first = 0; first + times <= suffixes.length; first++) {
    const last = suffixes[first + times - 1];
    total += inCommon(suffixes[first], last);
    if (first > 0) total -= inCommon(suffixes[first - 1], last);
  }
  return total;
}
