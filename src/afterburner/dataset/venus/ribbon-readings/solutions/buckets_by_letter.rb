def ribbon_readings(ribbon, words)
  buckets = words.uniq.group_by { |word| word[0] }
  ways = Array.new(ribbon.size + 1, 0)
  ways[0] = 1
  ribbon.each_char.with_index do |letter, start|
    count = ways[start] % 1_000_000_007
    next if count.zero?

    buckets.fetch(letter, []).each do |word|
      ways[start + word.size] += count if ribbon[start, word.size] == word
    end
  end
  ways.last % 1_000_000_007
end
