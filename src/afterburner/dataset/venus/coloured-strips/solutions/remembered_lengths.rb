def count_strips(a, b, m, lengths)
  known = Hash.new do |found, n|
    before = 0
    here = 1 % m
    n.times { before, here = here, (a * here + b * before) % m }
    found[n] = here
  end
  lengths.map { |n| known[n] }
end
