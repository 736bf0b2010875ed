def rank_scores(scores)
  sorted = scores.sort.reverse
  scores.map { |score| sorted.index(score) + 1 }
end
