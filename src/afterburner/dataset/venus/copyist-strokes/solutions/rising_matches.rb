def strokes(line, wish)
  places = Hash.new { |hash, letter| hash[letter] = [] }
  (wish.size - 1).downto(0) { |j| places[wish.getbyte(j)] << j }
  ends = []
  line.each_byte do |letter|
    places[letter].each do |j|
      k = ends.bsearch_index { |last| last >= j } || ends.size
      ends[k] = j
    end
  end
  line.size + wish.size - 2 * ends.size
end

def copyist_strokes(written, meant)
  written.zip(meant).map { |line, wish| strokes(line, wish) }
end
