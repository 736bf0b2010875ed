def strokes(line, wish)
  wish = wish.bytes
  above = (0..wish.size).to_a
  line.each_byte.with_index(1) do |letter, i|
    left = i
    row = [left]
    wish.each_with_index do |other, j|
      if letter == other
        left = above[j]
      else
        up = above[j + 1]
        left = (up < left ? up : left) + 1
      end
      row << left
    end
    above = row
  end
  above.last
end

def copyist_strokes(written, meant)
  written.zip(meant).map { |line, wish| strokes(line, wish) }
end
