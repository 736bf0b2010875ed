function ribbon_readings(ribbon, words) {
  const different = words.filter((word, index) => words.indexOf(word) === index);
  const ways = new Array(ribbon.length + 1).fill(0);
  ways[0] = 1;
  for (let start = 0; start < ribbon.length; start++) {
    if (ways[start] === 0) continue;
    for (const word of different) {
      if (ribbon.startsWith(word, start)) {
        const end = start + word.length;
        ways[end] = (ways[end] + ways[start]) % 1000000007;
      }
    }
  }
  return ways[ribbon.length];
}
