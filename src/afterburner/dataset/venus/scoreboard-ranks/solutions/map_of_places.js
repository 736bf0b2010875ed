function rank_scores(scores) {
  const sorted = [...scores].sort((a, b) => b - a);
  const place = new Map();
  sorted.forEach((score, i) => {
    if (!place.has(score)) place.set(score, i + 1);
  });
  return scores.map((score) => place.get(score));
}
