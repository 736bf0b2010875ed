def kth_distance(marks, k)
  marks.sort!
  n = marks.size
  (1..marks[-1] - marks[0]).bsearch do |distance|
    count = 0
    marks.each_with_index do |mark, i|
      reach = mark + distance
      count += (marks.bsearch_index { |other| other > reach } || n) - i - 1
    end
    count >= k
  end
end
