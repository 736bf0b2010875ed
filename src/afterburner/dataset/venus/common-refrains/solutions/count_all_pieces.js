function common_refrains(song, times, longest) {
  const counts = new Map();
  for (let start = 0; start < song.length; start++) {
    const most = Math.min(start + longest, song.length);
    for (let end = start + 1; end <= most; end++) {
      const piece = song.slice(start, end);
      counts.set(piece, (counts.get(piece) || 0) + 1);
    }
  }
  let total = 0;
  for (const count of counts.values()) if (count >= times) total++;
  return total;
}
