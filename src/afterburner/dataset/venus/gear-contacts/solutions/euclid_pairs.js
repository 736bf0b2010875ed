function gcd(a, b) {
  return b === 0 ? a : gcd(b, a % b);
}

function contact_groups(teeth) {
  let total = 0;
  teeth.forEach((first, i) => {
    for (let j = 0; j < i; j++) total += gcd(first, teeth[j]);
  });
  return total;
}
