function rank_scores(scores) {
  return scores.map((score) => scores.filter((other) => other > score).length + 1);
}
