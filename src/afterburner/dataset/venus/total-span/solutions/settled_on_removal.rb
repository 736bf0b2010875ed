def total_of_maxima(values)
  stack = [-1]
  total = 0
  (0..values.size).each do |day|
    while stack.size > 1 && (day == values.size || values[stack[-1]] < values[day])
      top = stack.pop
      total += values[top] * (top - stack[-1]) * (day - top)
    end
    stack.push(day)
  end
  total
end

def total_span(temperatures)
  total_of_maxima(temperatures) + total_of_maxima(temperatures.map(&:-@))
end
