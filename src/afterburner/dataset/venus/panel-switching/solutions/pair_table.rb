HALF = 15

def switching_effort(settings, on_effort, off_effort)
  ones = [0]
  HALF.times { ones.concat(ones.map { |count| count + 1 }) }
  low = ones.size - 1
  ons = offs = 0
  settings.each_with_index do |after, j|
    i = 0
    while i < j
      before = settings[i]
      up = after & ~before
      down = before & ~after
      ons += ones[up & low] + ones[up >> HALF]
      offs += ones[down & low] + ones[down >> HALF]
      i += 1
    end
  end
  on_effort * ons + off_effort * offs
end
