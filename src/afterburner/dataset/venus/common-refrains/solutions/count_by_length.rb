def common_refrains(song, times, longest)
  total = 0
  (1..[longest, song.size].min).each do |length|
    pieces = (0..song.size - length).map { |start| song[start, length] }
    often = pieces.tally.each_value.count { |count| count >= times }
    break if often.zero?

    total += often
  end
  total
end
