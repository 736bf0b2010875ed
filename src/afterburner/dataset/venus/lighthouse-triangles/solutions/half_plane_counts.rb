def choose2(n)
  n * (n - 1) / 2
end

def choose3(n)
  n * (n - 1) * (n - 2) / 6
end

def enclosing_triangles(buoys)
  result = choose3(buoys.size)
  twice = 0
  done = {}
  buoys.each do |buoy|
    next if done[buoy]

    x, y = buoy
    same = left = opposite = 0
    buoys.each do |other|
      u, v = other
      cross = x * v - y * u
      if cross > 0
        left += 1
      elsif cross == 0 && x * u + y * v > 0
        same += 1
        done[other] = true
      elsif cross == 0
        opposite += 1
      end
    end
    ahead = left + opposite
    result -= choose3(same + ahead) - choose3(ahead)
    twice += choose2(same) * opposite + choose2(opposite) * same
  end
  result + twice / 2
end
