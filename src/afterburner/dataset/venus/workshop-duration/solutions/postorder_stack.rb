def finish_time(durations, rules)
  n = durations.length
  earlier = Array.new(n) { [] }
  rules.each { |a, b| earlier[b] << a }
  state = Array.new(n, :new)
  finish = Array.new(n, 0)
  n.times do |root|
    stack = [root]
    until stack.empty?
      job = stack.last
      if state[job] == :new
        state[job] = :on_the_way
        earlier[job].each do |other|
          return -1 if state[other] == :on_the_way

          stack << other if state[other] == :new
        end
        next
      end
      stack.pop
      next if state[job] == :done

      state[job] = :done
      finish[job] = durations[job] + (earlier[job].map { |other| finish[other] }.max || 0)
    end
  end
  finish.max
end
