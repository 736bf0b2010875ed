function finish_time(durations, rules) {
  const n = durations.length;
  const start = new Array(n).fill(0);
  const before = new Array(n).fill(0); // jobs on the longest chain, which a circle never lets settle
  for (let sweep = 0; sweep <= n; sweep++) {
    let changed = false;
    for (const [a, b] of rules) {
      if (start[a] + durations[a] > start[b]) {
        start[b] = start[a] + durations[a];
        changed = true;
      }
      if (before[a] + 1 > before[b]) {
        before[b] = before[a] + 1;
        changed = true;
      }
    }
    if (!changed) {
      let latest = 0;
      for (let job = 0; job < n; job++) latest = Math.max(latest, start[job] + durations[job]);
      return latest;
    }
  }
  return -1;
}
