def switching_effort(settings, on_effort, off_effort)
  lit = Array.new(30, 0)
  ons = offs = 0
  settings.each_with_index do |setting, seen|
    30.times do |lamp|
      if setting[lamp] == 1
        ons += seen - lit[lamp]
        lit[lamp] += 1
      else
        offs += lit[lamp]
      end
    end
  end
  on_effort * ons + off_effort * offs
end
