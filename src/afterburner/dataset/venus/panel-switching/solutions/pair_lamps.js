function switching_effort(settings, on_effort, off_effort) {
  let total = 0;
  for (let j = 0; j < settings.length; j++) {
    for (let i = 0; i < j; i++) {
      for (let lamp = 0; lamp < 30; lamp++) {
        const before = (settings[i] >> lamp) & 1;
        const after = (settings[j] >> lamp) & 1;
        if (after > before) total += on_effort;
        else if (before > after) total += off_effort;
      }
    }
  }
  return total;
}
