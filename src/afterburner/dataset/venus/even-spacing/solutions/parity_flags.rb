def even_triples(trees)
  flags = Array.new(20_001, 0)
  trees.each { |tree| flags[tree] = 1 }
  found = 0
  [0, 1].each do |parity|
    halves = trees.select { |tree| tree % 2 == parity }.map { |tree| tree / 2 }
    halves.each_with_index do |half, k|
      shifted = half + parity
      i = 0
      while i < k
        found += flags[shifted + halves[i]]
        i += 1
      end
    end
  end
  found
end
