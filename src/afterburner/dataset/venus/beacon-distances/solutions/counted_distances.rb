def kth_distance(marks, k)
  marks.sort!
  times = Array.new(marks[-1] - marks[0] + 1, 0)
  marks.each_with_index do |mark, i|
    j = 0
    while j < i
      times[mark - marks[j]] += 1
      j += 1
    end
  end
  times.each_with_index do |count, distance|
    k -= count
    return distance if k <= 0
  end
end
