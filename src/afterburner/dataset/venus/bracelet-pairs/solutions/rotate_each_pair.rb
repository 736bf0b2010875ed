def bracelet_pairs(bracelets)
  bracelets.each_with_index.sum do |left, i|
    bracelets.drop(i + 1).count do |right|
      left.size == right.size && (0...left.size).any? { |cut| left[cut..] + left[0...cut] == right }
    end
  end
end
