def fullest_section(n, groups)
  load = Hash.new(0)
  groups.each do |a, b, p|
    a.upto(b) { |section| load[section] += p }
  end
  return [0, 0, n] if load.empty?

  most = load.each_value.max
  first = n
  amount = 0
  load.each do |section, people|
    next if people < most

    first = section if section < first
    amount += 1
  end
  [most, first, amount]
end
