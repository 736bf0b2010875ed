def common_refrains(song, times, longest)
  moves = [{}]
  link = [nil]
  length = [0]
  count = [0]
  last = 0
  song.each_byte do |letter|
    state = moves.size
    moves << {}
    link << 0
    length << length[last] + 1
    count << 1
    node = last
    while node && !moves[node].key?(letter)
      moves[node][letter] = state
      node = link[node]
    end
    if node
      target = moves[node][letter]
      if length[target] == length[node] + 1
        link[state] = target
      else
        copy = moves.size
        moves << moves[target].dup
        link << link[target]
        length << length[node] + 1
        count << 0
        link[target] = link[state] = copy
        while node && moves[node][letter] == target
          moves[node][letter] = copy
          node = link[node]
        end
      end
    end
    last = state
  end
  total = 0
  (1...moves.size).sort_by { |state| -length[state] }.each do |state|
    shorter = link[state]
    count[shorter] += count[state]
    total += [0, [longest, length[state]].min - length[shorter]].max if count[state] >= times
  end
  total
end
