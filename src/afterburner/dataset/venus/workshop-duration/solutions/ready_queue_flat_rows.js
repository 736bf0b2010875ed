function finish_time(durations, rules) {
  const n = durations.length;
  const row = new Int32Array(n + 1);
  const missing = new Int32Array(n);
  const flat = new Int32Array(rules.length);
  for (const rule of rules) {
    row[rule[0]]++;
    missing[rule[1]]++;
  }
  for (let job = 0; job < n; job++) row[job + 1] += row[job];
  for (const rule of rules) flat[--row[rule[0]]] = rule[1];
  const order = new Int32Array(n);
  let ready = 0;
  for (let job = 0; job < n; job++) {
    if (missing[job] === 0) order[ready++] = job;
  }
  const start = new Float64Array(n);
  let latest = 0;
  for (let place = 0; place < ready; place++) {
    const job = order[place];
    const finish = start[job] + durations[job];
    if (finish > latest) latest = finish;
    for (let k = row[job]; k < row[job + 1]; k++) {
      const other = flat[k];
      if (finish > start[other]) start[other] = finish;
      if (--missing[other] === 0) order[ready++] = other;
    }
  }
  return ready === n ? latest : -1;
}
