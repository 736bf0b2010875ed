def count_walks(climbs, low, high)
  count = 0
  n = climbs.size
  n.times do |first|
    net = 0
    last = first
    while last < n
      net += climbs[last]
      count += 1 if low <= net && net <= high
      last += 1
    end
  end
  count
end
