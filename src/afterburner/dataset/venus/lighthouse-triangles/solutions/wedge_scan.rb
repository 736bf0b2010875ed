def enclosing_triangles(buoys)
  found = 0
  buoys.each_with_index do |(ax, ay), i|
    earlier = buoys.first(i)
    left = earlier.select { |x, y| ax * y > ay * x }
    right = earlier.select { |x, y| ax * y < ay * x }
    left.each do |bx, by|
      right.each { |x, y| found += 1 if bx * y > by * x }
    end
  end
  found
end
