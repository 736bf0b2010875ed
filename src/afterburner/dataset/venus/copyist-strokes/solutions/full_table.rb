def strokes(line, wish)
  table = Array.new(line.size + 1) { Array.new(wish.size + 1, 0) }
  (0..line.size).each do |i|
    (0..wish.size).each do |j|
      table[i][j] =
        if i.zero? || j.zero?
          i + j
        elsif line[i - 1] == wish[j - 1]
          table[i - 1][j - 1]
        else
          1 + [table[i - 1][j], table[i][j - 1]].min
        end
    end
  end
  table[line.size][wish.size]
end

def copyist_strokes(written, meant)
  written.zip(meant).map { |line, wish| strokes(line, wish) }
end
