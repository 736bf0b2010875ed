def switching_effort(settings, on_effort, off_effort):
    lit = [0] * 30
    ons = offs = 0
    for seen, setting in enumerate(settings):
        for lamp in range(30):
            if setting >> lamp & 1:
                ons += seen - lit[lamp]
                lit[lamp] += 1
            else:
                offs += lit[lamp]
    return on_effort * ons + off_effort * offs
