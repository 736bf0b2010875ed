function finish_time(durations, rules) {
  const n = durations.length;
  const earlier = durations.map(() => []);
  for (const [a, b] of rules) earlier[b].push(a);
  const state = new Uint8Array(n); // 0 new, 1 on the current way, 2 done
  const finish = new Array(n).fill(0);
  let latest = 0;
  for (let root = 0; root < n; root++) {
    const stack = [root];
    while (stack.length > 0) {
      const job = stack[stack.length - 1];
      if (state[job] === 0) {
        state[job] = 1;
        for (const other of earlier[job]) {
          if (state[other] === 1) return -1;
          if (state[other] === 0) stack.push(other);
        }
        continue;
      }
      stack.pop();
      if (state[job] === 2) continue;
      state[job] = 2;
      let start = 0;
      for (const other of earlier[job]) start = Math.max(start, finish[other]);
      finish[job] = start + durations[job];
      latest = Math.max(latest, finish[job]);
    }
  }
  return latest;
}
