def enclosing_triangles(buoys)
  ups = Hash.new(0)
  downs = Hash.new(0)
  buoys.each do |x, y|
    # The line y = 0 comes before all others.
    slope = y == 0 ? Rational(-1_000_000) : Rational(-x, y)
    side = y > 0 || (y == 0 && x > 0) ? ups : downs
    side[slope] += 1
  end
  up_total = ups.values.sum
  down_total = downs.values.sum
  up_before = down_before = found = 0
  (ups.keys | downs.keys).sort.each do |slope|
    up = ups[slope]
    down = downs[slope]
    found += up * down_before * (down_total - down_before - down)
    found += down * up_before * (up_total - up_before - up)
    up_before += up
    down_before += down
  end
  found
end
