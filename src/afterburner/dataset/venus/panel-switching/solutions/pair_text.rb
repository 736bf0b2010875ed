def switching_effort(settings, on_effort, off_effort)
  lit = settings.map { |setting| setting.to_s(2).count("1") }
  switched = gained = 0
  settings.each_with_index do |after, j|
    j.times do |i|
      switched += (after ^ settings[i]).to_s(2).count("1")
      gained += lit[j] - lit[i]
    end
  end
  ons = (switched + gained) / 2
  on_effort * ons + off_effort * (switched - ons)
end
