function count_walks(climbs, low, high) {
  let count = 0;
  for (let first = 0; first < climbs.length; first++) {
    let net = 0;
    for (let last = first; last < climbs.length; last++) {
      net += climbs[last];
      if (low <= net && net <= high) count++;
    }
  }
  return count;
}
