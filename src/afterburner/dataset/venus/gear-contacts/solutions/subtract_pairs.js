function contact_groups(teeth) {
  let total = 0;
  for (let i = 0; i < teeth.length; i++) {
    for (let j = 0; j < i; j++) {
      let a = teeth[i];
      let b = teeth[j];
      while (a !== b) {
        if (a > b) a -= b;
        else b -= a;
      }
      total += a;
    }
  }
  return total;
}
