def switching_effort(settings, on_effort, off_effort)
  n = settings.size
  ons = offs = 0
  [0, 8, 16, 24].each do |low|
    counts = Array.new(256, 0)
    sums = Array.new(256, 0)
    settings.each_with_index do |setting, i|
      value = setting >> low & 255
      counts[value] += 1
      sums[value] += i
    end
    8.times do |bit|
      values = (0..255).select { |value| value[bit] == 1 }
      lit = counts.values_at(*values).sum
      up = sums.values_at(*values).sum - lit * (lit - 1) / 2
      ons += up
      offs += lit * (n - lit) - up
    end
  end
  on_effort * ons + off_effort * offs
end
