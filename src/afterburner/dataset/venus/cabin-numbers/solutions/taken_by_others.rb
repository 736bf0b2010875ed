def cabins_of(stays)
  cabins = Array.new(stays.size)
  order = stays.each_index.sort_by { |guest| [stays[guest][0], guest] }
  order.each_with_index do |guest, served|
    arrival = stays[guest][0]
    taken = {}
    i = 0
    while i < served
      other = order[i]
      taken[cabins[other]] = true if stays[other][1] > arrival
      i += 1
    end
    cabin = 1
    cabin += 1 while taken[cabin]
    cabins[guest] = cabin
  end
  cabins
end
