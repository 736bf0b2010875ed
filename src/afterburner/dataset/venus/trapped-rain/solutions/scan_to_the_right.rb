def trapped_water(heights)
  water = 0
  left = 0
  heights.each_with_index do |height, i|
    left = height if height > left
    right = height
    j = i + 1
    while j < heights.size && right < left
      right = heights[j] if heights[j] > right
      j += 1
    end
    water += (left < right ? left : right) - height
  end
  water
end
