def contact_groups(teeth)
  total = 0
  teeth.each_with_index do |first, i|
    i.times do |j|
      a = first
      b = teeth[j]
      while a != b
        a > b ? a -= b : b -= a
      end
      total += a
    end
  end
  total
end
