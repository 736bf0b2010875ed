def even_triples(trees)
  trees = trees.sort
  n = trees.size
  found = 0
  trees.each_with_index do |middle, j|
    twice = 2 * middle
    i = j - 1
    k = j + 1
    while i >= 0 && k < n
      total = trees[i] + trees[k]
      if total < twice
        k += 1
      elsif total > twice
        i -= 1
      else
        found += 1
        i -= 1
        k += 1
      end
    end
  end
  found
end
