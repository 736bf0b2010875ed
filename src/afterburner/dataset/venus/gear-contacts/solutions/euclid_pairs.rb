def contact_groups(teeth)
  total = 0
  teeth.each_with_index do |first, i|
    teeth.first(i).each do |second|
      a = first
      b = second
      a, b = b, a % b while b > 0
      total += a
    end
  end
  total
end
