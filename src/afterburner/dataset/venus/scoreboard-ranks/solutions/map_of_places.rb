def rank_scores(scores)
  place = {}
  scores.sort.each_with_index { |score, i| place[score] = scores.size - i }
  scores.map { |score| place[score] }
end
