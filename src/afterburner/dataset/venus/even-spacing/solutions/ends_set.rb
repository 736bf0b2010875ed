def even_triples(trees)
  doubled = trees.map { |tree| 2 * tree }.to_set
  trees.combination(2).count { |left, right| doubled.include?(left + right) }
end
