def bracelet_pairs(bracelets)
  kinds = []
  pairs = 0
  bracelets.each do |bracelet|
    kind = kinds.find { |length, twice, _| length == bracelet.size && twice.include?(bracelet) }
    if kind
      pairs += kind[2]
      kind[2] += 1
    else
      kinds << [bracelet.size, bracelet * 2, 1]
    end
  end
  pairs
end
