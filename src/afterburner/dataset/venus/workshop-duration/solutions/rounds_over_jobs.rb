def finish_time(durations, rules)
  earlier = durations.map { [] }
  rules.each { |a, b| earlier[b] << a }
  finish = Array.new(durations.length)
  waiting = (0...durations.length).to_a
  until waiting.empty?
    still_waiting = []
    waiting.each do |job|
      start = 0
      earlier[job].each do |other|
        time = finish[other]
        if time.nil?
          start = nil
          break
        end
        start = time if time > start
      end
      if start
        finish[job] = start + durations[job]
      else
        still_waiting << job
      end
    end
    return -1 if still_waiting.length == waiting.length

    waiting = still_waiting
  end
  finish.max
end
