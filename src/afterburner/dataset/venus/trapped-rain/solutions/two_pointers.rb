def trapped_water(heights)
  water = left = right = i = 0
  j = heights.size - 1
  while i <= j
    a = heights[i]
    b = heights[j]
    left = a if a > left
    right = b if b > right
    if left <= right
      water += left - a
      i += 1
    else
      water += right - b
      j -= 1
    end
  end
  water
end
