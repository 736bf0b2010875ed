def count_strips(a, b, m, lengths)
  lengths.map do |n|
    before = 0
    here = 1 % m
    n.times { before, here = here, (a * here + b * before) % m }
    here
  end
end
