def finish_time(durations, rules)
  n = durations.length
  row = Array.new(n + 1, 0)
  missing = Array.new(n, 0)
  flat = Array.new(rules.length)
  rules.each do |a, b|
    row[a] += 1
    missing[b] += 1
  end
  n.times { |job| row[job + 1] += row[job] }
  rules.each { |a, b| flat[row[a] -= 1] = b }
  start = Array.new(n, 0)
  order = (0...n).select { |job| missing[job].zero? }
  latest = 0
  place = 0
  while place < order.length
    job = order[place]
    place += 1
    finish = start[job] + durations[job]
    latest = finish if finish > latest
    k = row[job]
    last = row[job + 1]
    while k < last
      other = flat[k]
      start[other] = finish if finish > start[other]
      order << other if (missing[other] -= 1).zero?
      k += 1
    end
  end
  order.length == n ? latest : -1
end
