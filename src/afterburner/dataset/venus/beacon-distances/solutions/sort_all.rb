def kth_distance(marks, k)
  marks.combination(2).map { |a, b| (a - b).abs }.sort[k - 1]
end
