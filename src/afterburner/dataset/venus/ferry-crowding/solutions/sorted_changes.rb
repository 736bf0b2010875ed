def fullest_section(n, groups)
  changes = [[n, 0]]
  groups.each do |a, b, p|
    changes << [a, p] << [b + 1, -p]
  end
  changes.sort!
  most = -1
  first = amount = aboard = since = 0
  changes.each do |section, change|
    if section > since
      if aboard > most
        most = aboard
        first = since
        amount = section - since
      elsif aboard == most
        amount += section - since
      end
      since = section
    end
    aboard += change
  end
  [most, first, amount]
end
