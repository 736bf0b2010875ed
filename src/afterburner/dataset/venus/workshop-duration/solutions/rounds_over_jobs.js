function finish_time(durations, rules) {
  const earlier = durations.map(() => []);
  for (const [a, b] of rules) earlier[b].push(a);
  const finish = durations.map(() => -1);
  let waiting = durations.map((_, job) => job);
  let latest = 0;
  while (waiting.length > 0) {
    const stillWaiting = [];
    for (const job of waiting) {
      if (earlier[job].some((other) => finish[other] < 0)) {
        stillWaiting.push(job);
        continue;
      }
      let start = 0;
      for (const other of earlier[job]) start = Math.max(start, finish[other]);
      finish[job] = start + durations[job];
      latest = Math.max(latest, finish[job]);
    }
    if (stillWaiting.length === waiting.length) return -1;
    waiting = stillWaiting;
  }
  return latest;
}
