def total_of_maxima(values)
  total = 0
  values.each_with_index do |value, day|
    low = day - 1
    low -= 1 while low >= 0 && values[low] < value
    high = day + 1
    high += 1 while high < values.size && values[high] <= value
    total += value * (day - low) * (high - day)
  end
  total
end

def total_span(temperatures)
  total_of_maxima(temperatures) + total_of_maxima(temperatures.map(&:-@))
end
