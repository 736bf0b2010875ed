def trapped_water(heights)
  (0...heights.size).sum { |i| [heights[0..i].max, heights[i..].max].min - heights[i] }
end
