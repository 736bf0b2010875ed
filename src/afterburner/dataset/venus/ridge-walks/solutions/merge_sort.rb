# Returns the sorted heights and the number of walks among them.
def solve(heights, low, high)
  return [heights, 0] if heights.size < 2

  middle = heights.size / 2
  left, left_count = solve(heights[0, middle], low, high)
  right, right_count = solve(heights[middle..], low, high)
  count = left_count + right_count
  first = last = 0
  right.each do |height|
    first += 1 while first < middle && left[first] < height - high
    last += 1 while last < middle && left[last] <= height - low
    count += last - first
  end
  [(left + right).sort!, count]
end

def count_walks(climbs, low, high)
  heights = [0]
  climbs.each { |climb| heights << heights[-1] + climb }
  solve(heights, low, high)[1]
end
