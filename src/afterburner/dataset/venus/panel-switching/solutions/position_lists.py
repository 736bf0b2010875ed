def switching_effort(settings, on_effort, off_effort):
    lit_at = [[] for _ in range(30)]
    for i, setting in enumerate(settings):
        for lamp in range(30):
            if setting & (1 << lamp):
                lit_at[lamp].append(i)
    n = len(settings)
    total = 0
    for places in lit_at:
        lit = len(places)
        for k, place in enumerate(places):
            total += on_effort * (place - k)
            total += off_effort * (n - lit - (place - k))
    return total
