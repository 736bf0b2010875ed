def switching_effort(settings, on_effort, off_effort):
    n = len(settings)
    ons = offs = 0
    for lamp in range(30):
        bit = 1 << lamp
        positions = [i for i, setting in enumerate(settings) if setting & bit]
        lit = len(positions)
        # Before the k-th lit setting at position p there are p - k dark ones.
        up = sum(positions) - lit * (lit - 1) // 2
        ons += up
        offs += lit * (n - lit) - up
    return on_effort * ons + off_effort * offs
