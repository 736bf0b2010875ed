function ribbon_readings(ribbon, words) {
  const known = new Set(words);
  const lengths = [...new Set(words.map((word) => word.length))].sort((a, b) => a - b);
  const ways = new Array(ribbon.length + 1).fill(0);
  ways[0] = 1;
  for (let end = 1; end <= ribbon.length; end++) {
    let total = 0;
    for (const length of lengths) {
      if (length > end) break;
      const count = ways[end - length];
      if (count !== 0 && known.has(ribbon.slice(end - length, end))) total += count;
    }
    ways[end] = total % 1000000007;
  }
  return ways[ribbon.length];
}
