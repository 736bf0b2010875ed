def cabins_of(stays)
  width = Integer.sqrt(stays.size) + 1
  blocks = Array.new(stays.size / width + 1) { Array.new(width, 0) }
  earliest = Array.new(blocks.size, 0)
  cabins = Array.new(stays.size)
  stays.each_index.sort_by { |guest| [stays[guest][0], guest] }.each do |guest|
    arrival, departure = stays[guest]
    block = earliest.index { |day| day <= arrival }
    free_from = blocks[block]
    place = free_from.index { |day| day <= arrival }
    free_from[place] = departure
    earliest[block] = free_from.min
    cabins[guest] = block * width + place + 1
  end
  cabins
end
