def common_refrains(song, times, longest)
  counts = Hash.new(0)
  song.size.times do |start|
    (1..[longest, song.size - start].min).each { |length| counts[song[start, length]] += 1 }
  end
  counts.each_value.count { |count| count >= times }
end
