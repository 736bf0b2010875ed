def trapped_water(heights)
  highest = 0
  left = heights.map { |height| highest = height > highest ? height : highest }
  highest = 0
  right = heights.reverse.map { |height| highest = height > highest ? height : highest }.reverse
  heights.each_index.sum { |i| [left[i], right[i]].min - heights[i] }
end
