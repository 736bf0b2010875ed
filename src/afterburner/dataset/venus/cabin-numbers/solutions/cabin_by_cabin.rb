def cabins_of(stays)
  cabins = Array.new(stays.size)
  waiting = stays.each_index.sort_by { |guest| [stays[guest][0], guest] }
  cabin = 0
  until waiting.empty?
    cabin += 1
    free_from = 0
    waiting.reject! do |guest|
      arrival, departure = stays[guest]
      next false if arrival < free_from

      cabins[guest] = cabin
      free_from = departure
      true
    end
  end
  cabins
end
