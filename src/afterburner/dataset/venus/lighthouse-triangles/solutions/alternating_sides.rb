def enclosing_triangles(buoys)
  sides = buoys.map { |x, y| y < 0 || (y == 0 && x < 0) ? [-x, -y, 1] : [x, y, 0] }
  sides.sort! { |a, b| a[1] * b[0] <=> a[0] * b[1] }
  single = [0, 0]
  twins = [0, 0]
  triple = 0
  sides.slice_when { |a, b| a[0] * b[1] != a[1] * b[0] }.each do |line|
    down = line.count { |buoy| buoy[2] == 1 }
    up = line.size - down
    triple += up * twins[1] + down * twins[0]
    twins[0] += up * single[1]
    twins[1] += down * single[0]
    single[0] += up
    single[1] += down
  end
  triple
end
