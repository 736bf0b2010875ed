def switching_effort(settings, on_effort, off_effort):
    lit = {}
    up = {}
    for i, setting in enumerate(settings):
        while setting:
            bit = setting & -setting
            setting ^= bit
            count = lit.get(bit, 0)
            up[bit] = up.get(bit, 0) + i - count
            lit[bit] = count + 1
    n = len(settings)
    ons = sum(up.values())
    either = sum(count * (n - count) for count in lit.values())
    return on_effort * ons + off_effort * (either - ons)
