def even_triples(trees)
  trees = trees.sort
  found = 0
  trees.each_with_index do |right, k|
    k.times do |i|
      total = trees[i] + right
      next if total.odd?

      middle = total / 2
      found += 1 if trees.bsearch { |tree| middle <=> tree }
    end
  end
  found
end
