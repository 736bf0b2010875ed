function ribbon_readings(ribbon, words) {
  const buckets = new Map();
  for (const word of new Set(words)) {
    if (!buckets.has(word[0])) buckets.set(word[0], []);
    buckets.get(word[0]).push(word);
  }
  const ways = new Array(ribbon.length + 1).fill(0);
  ways[0] = 1;
  for (let start = 0; start < ribbon.length; start++) {
    if (ways[start] === 0) continue;
    for (const word of buckets.get(ribbon[start]) || []) {
      if (ribbon.startsWith(word, start)) {
        const end = start + word.length;
        ways[end] = (ways[end] + ways[start]) % 1000000007;
      }
    }
  }
  return ways[ribbon.length];
}
