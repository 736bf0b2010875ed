def contact_groups(teeth)
  top = teeth.max || 0
  divisors = Array.new(top + 1) { [] }
  totient = Array.new(top + 1, 0)
  (1..top).each do |d|
    totient[d] += d
    share = totient[d]
    (2 * d).step(top, d) { |multiple| totient[multiple] -= share }
    d.step(top, d) { |multiple| divisors[multiple] << d }
  end
  seen = Array.new(top + 1, 0)
  total = 0
  teeth.each do |size|
    divisors[size].each do |d|
      total += totient[d] * seen[d]
      seen[d] += 1
    end
  end
  total
end
