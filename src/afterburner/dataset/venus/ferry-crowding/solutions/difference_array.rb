def fullest_section(n, groups)
  change = Array.new(n + 1, 0)
  groups.each do |a, b, p|
    change[a] += p
    change[b + 1] -= p
  end
  most = -1
  first = amount = aboard = section = 0
  while section < n
    aboard += change[section]
    if aboard > most
      most = aboard
      first = section
      amount = 1
    elsif aboard == most
      amount += 1
    end
    section += 1
  end
  [most, first, amount]
end
