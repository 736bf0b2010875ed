function common_refrains(song, times, longest) {
  const n = song.length;
  const moves = new Int32Array(52 * n + 52);
  const link = new Int32Array(2 * n + 2);
  const length = new Int32Array(2 * n + 2);
  const count = new Int32Array(2 * n + 2);
  link[0] = -1;
  let states = 1;
  let last = 0;
  for (let i = 0; i < n; i++) {
    const letter = song.charCodeAt(i) - 97;
    const state = states++;
    length[state] = i + 1;
    count[state] = 1;
    let node = last;
    for (; node >= 0 && moves[26 * node + letter] === 0; node = link[node]) moves[26 * node + letter] = state;
    if (node >= 0) {
      const target = moves[26 * node + letter];
      if (length[target] === length[node] + 1) {
        link[state] = target;
      } else {
        const copy = states++;
        moves.copyWithin(26 * copy, 26 * target, 26 * target + 26);
        link[copy] = link[target];
        length[copy] = length[node] + 1;
        link[target] = copy;
        link[state] = copy;
        for (; node >= 0 && moves[26 * node + letter] === target; node = link[node]) moves[26 * node + letter] = copy;
      }
    }
    last = state;
  }
  const ordered = Int32Array.from({ length: states - 1 }, (_, i) => i + 1).sort((a, b) => length[b] - length[a]);
  let total = 0;
  for (const state of ordered) {
    count[link[state]] += count[state];
    if (count[state] >= times) total += Math.max(0, Math.min(longest, length[state]) - length[link[state]]);
  }
  return total;
}
