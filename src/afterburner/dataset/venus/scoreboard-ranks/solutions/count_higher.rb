def rank_scores(scores)
  scores.map { |score| scores.count { |other| other > score } + 1 }
end
