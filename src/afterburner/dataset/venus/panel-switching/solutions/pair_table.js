const HALF = 15;

function switching_effort(settings, on_effort, off_effort) {
  const ones = new Uint8Array(1 << HALF);
  for (let value = 1; value < ones.length; value++) ones[value] = ones[value >> 1] + (value & 1);
  const low = ones.length - 1;
  let ons = 0;
  let offs = 0;
  for (let j = 0; j < settings.length; j++) {
    const after = settings[j];
    for (let i = 0; i < j; i++) {
      const up = after & ~settings[i];
      const down = settings[i] & ~after;
      ons += ones[up & low] + ones[up >> HALF];
      offs += ones[down & low] + ones[down >> HALF];
    }
  }
  return on_effort * ons + off_effort * offs;
}
