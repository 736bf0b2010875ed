def strokes(line, wish)
  places = Array.new(128, 0)
  wish.each_byte.with_index { |letter, j| places[letter] |= 1 << j }
  full = (1 << wish.size) - 1
  flat = full
  line.each_byte do |letter|
    matches = flat & places[letter]
    flat = (flat + matches | flat - matches) & full
  end
  kept = wish.size - flat.to_s(2).count('1')
  line.size + wish.size - 2 * kept
end

def copyist_strokes(written, meant)
  written.zip(meant).map { |line, wish| strokes(line, wish) }
end
