def kth_distance(marks, k)
  marks.sort!
  low = 1
  high = marks[-1] - marks[0]
  while low < high
    middle = (low + high) / 2
    count = start = 0
    marks.each_with_index do |mark, finish|
      start += 1 while mark - marks[start] > middle
      count += finish - start
    end
    if count >= k
      high = middle
    else
      low = middle + 1
    end
  end
  low
end
