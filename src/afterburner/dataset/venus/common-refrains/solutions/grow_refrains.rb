def common_refrains(song, times, longest)
  letters = song.bytes
  refrains = [(0...letters.size).to_a]
  total = 0
  longest.times do |length|
    refrains = refrains.flat_map do |starts|
      starts.pop if starts.last && starts.last + length >= letters.size
      starts.group_by { |start| letters[start + length] }.values.select { |places| places.size >= times }
    end
    break if refrains.empty?

    total += refrains.size
  end
  total
end
