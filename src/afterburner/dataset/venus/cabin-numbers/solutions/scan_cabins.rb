def cabins_of(stays)
  cabins = Array.new(stays.size)
  free_from = []
  stays.each_index.sort_by { |guest| [stays[guest][0], guest] }.each do |guest|
    arrival, departure = stays[guest]
    cabin = free_from.index { |day| day <= arrival } || free_from.size
    free_from[cabin] = departure
    cabins[guest] = cabin + 1
  end
  cabins
end
