def bracelet_pairs(bracelets)
  kind_of = {}
  counts = []
  bracelets.each do |bracelet|
    kind = kind_of[bracelet]
    if kind.nil?
      kind = counts.size
      counts << 0
      twice = bracelet * 2
      bracelet.size.times { |cut| kind_of[twice[cut, bracelet.size]] = kind }
    end
    counts[kind] += 1
  end
  counts.sum { |count| count * (count - 1) / 2 }
end
