def bracelet_pairs(bracelets)
  counts = Hash.new(0)
  bracelets.each do |bracelet|
    twice = bracelet * 2
    counts[(0...bracelet.size).map { |cut| twice[cut, bracelet.size] }.min] += 1
  end
  counts.each_value.sum { |count| count * (count - 1) / 2 }
end
