def ribbon_readings(ribbon, words)
  known = words.to_h { |word| [word, true] }
  lengths = words.map(&:size).uniq.sort
  ways = [1]
  (1..ribbon.size).each do |last|
    total = 0
    lengths.each do |length|
      break if length > last

      count = ways[last - length]
      total += count if count.positive? && known[ribbon[last - length, length]]
    end
    ways << total % 1_000_000_007
  end
  ways.last
end
