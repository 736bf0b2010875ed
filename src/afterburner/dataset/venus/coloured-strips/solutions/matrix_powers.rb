def times(x, y, m)
  [(x[0] * y[0] + x[1] * y[2]) % m, (x[0] * y[1] + x[1] * y[3]) % m,
   (x[2] * y[0] + x[3] * y[2]) % m, (x[2] * y[1] + x[3] * y[3]) % m]
end

def count_strips(a, b, m, lengths)
  lengths.map do |n|
    power = [1 % m, 0, 0, 1 % m]
    step = [a % m, b % m, 1 % m, 0]
    while n > 0
      power = times(power, step, m) if n.odd?
      step = times(step, step, m)
      n >>= 1
    end
    power[0]
  end
end
