def fullest_section(n, groups)
  load = Array.new(n, 0)
  groups.each do |a, b, p|
    section = a
    while section <= b
      load[section] += p
      section += 1
    end
  end
  most = load.max
  [most, load.index(most), load.count(most)]
end
