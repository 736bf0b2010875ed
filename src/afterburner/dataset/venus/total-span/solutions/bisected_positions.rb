def total_of_maxima(values)
  placed = [-1, values.size]
  total = 0
  (0...values.size).sort_by { |day| -values[day] }.each do |day|
    at = placed.bsearch_index { |other| other > day }
    total += values[day] * (day - placed[at - 1]) * (placed[at] - day)
    placed.insert(at, day)
  end
  total
end

def total_span(temperatures)
  total_of_maxima(temperatures) + total_of_maxima(temperatures.map(&:-@))
end
