def switching_effort(settings, on_effort, off_effort):
    n = len(settings)
    ons = offs = 0
    for low in (0, 8, 16, 24):
        counts = [0] * 256
        sums = [0] * 256
        for i, setting in enumerate(settings):
            value = setting >> low & 255
            counts[value] += 1
            sums[value] += i
        for bit in (1, 2, 4, 8, 16, 32, 64, 128):
            values = [value for value in range(256) if value & bit]
            lit = sum([counts[value] for value in values])
            up = sum([sums[value] for value in values]) - lit * (lit - 1) // 2
            ons += up
            offs += lit * (n - lit) - up
    return on_effort * ons + off_effort * offs
