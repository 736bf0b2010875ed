function ribbon_readings(ribbon, words) {
  let nodes = words.reduce((sum, word) => sum + word.length, 1);
  const child = new Int32Array(nodes * 26);
  const isWord = new Uint8Array(nodes);
  nodes = 1;
  for (const word of words) {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      const slot = node * 26 + word.charCodeAt(i) - 97;
      if (child[slot] === 0) child[slot] = nodes++;
      node = child[slot];
    }
    isWord[node] = 1;
  }
  const codes = Uint8Array.from(ribbon, (letter) => letter.charCodeAt(0) - 97);
  const ways = new Float64Array(codes.length + 1);
  ways[0] = 1;
  for (let start = 0; start < codes.length; start++) {
    const count = ways[start] % 1000000007;
    if (count === 0) continue;
    let node = 0;
    for (let end = start; end < codes.length; end++) {
      node = child[node * 26 + codes[end]];
      if (node === 0) break;
      if (isWord[node]) ways[end + 1] += count;
    }
  }
  return ways[codes.length] % 1000000007;
}
