def total_span(temperatures)
  warmer = []
  colder = []
  highs = [0]
  lows = [0]
  total = 0
  temperatures.each_with_index do |value, day|
    at = day - 1
    at = warmer[at] while at >= 0 && temperatures[at] <= value
    warmer << at
    high = highs[at + 1] + value * (day - at)
    highs << high
    at = day - 1
    at = colder[at] while at >= 0 && temperatures[at] >= value
    colder << at
    low = lows[at + 1] + value * (day - at)
    lows << low
    total += high - low
  end
  total
end
