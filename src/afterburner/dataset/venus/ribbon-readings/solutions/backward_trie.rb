def ribbon_readings(ribbon, words)
  root = {}
  words.each do |word|
    node = root
    word.reverse.each_byte { |letter| node = (node[letter] ||= {}) }
    node[:word] = true
  end
  letters = ribbon.bytes
  ways = [1]
  (1..letters.size).each do |last|
    total = 0
    node = root
    start = last
    while start.positive? && (node = node[letters[start - 1]])
      start -= 1
      total += ways[start] if node[:word]
    end
    ways << total % 1_000_000_007
  end
  ways.last
end
