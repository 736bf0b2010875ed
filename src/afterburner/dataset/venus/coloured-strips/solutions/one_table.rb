def count_strips(a, b, m, lengths)
  table = [1 % m, a % m]
  (2..(lengths.max || 0)).each { |n| table << (a * table[n - 1] + b * table[n - 2]) % m }
  lengths.map { |n| table[n] }
end
