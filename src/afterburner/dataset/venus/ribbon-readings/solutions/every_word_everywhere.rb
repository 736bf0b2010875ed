def ribbon_readings(ribbon, words)
  different = words.uniq
  ways = Array.new(ribbon.size + 1, 0)
  ways[0] = 1
  ribbon.size.times do |start|
    next if ways[start].zero?

    different.each do |word|
      next unless ribbon[start, word.size] == word

      ways[start + word.size] = (ways[start + word.size] + ways[start]) % 1_000_000_007
    end
  end
  ways.last
end
