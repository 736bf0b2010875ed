def rank_scores(scores)
  sorted = scores.sort
  scores.map { |score| sorted.size - (sorted.bsearch_index { |other| other > score } || sorted.size) + 1 }
end
