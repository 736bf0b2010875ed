def finish_time(durations, rules)
  n = durations.length
  start = Array.new(n, 0)
  before = Array.new(n, 0) # jobs on the longest chain, which a circle never lets settle
  (n + 1).times do
    changed = false
    rules.each do |a, b|
      if start[a] + durations[a] > start[b]
        start[b] = start[a] + durations[a]
        changed = true
      end
      if before[a] + 1 > before[b]
        before[b] = before[a] + 1
        changed = true
      end
    end
    return (0...n).map { |job| start[job] + durations[job] }.max unless changed
  end
  -1
end
