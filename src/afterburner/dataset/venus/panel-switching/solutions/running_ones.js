function switching_effort(settings, on_effort, off_effort) {
  const lit = new Array(30).fill(0);
  let ons = 0;
  let offs = 0;
  settings.forEach((setting, seen) => {
    for (let lamp = 0; lamp < 30; lamp++) {
      if ((setting >> lamp) & 1) ons += seen - lit[lamp]++;
      else offs += lit[lamp];
    }
  });
  return on_effort * ons + off_effort * offs;
}
