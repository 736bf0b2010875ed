def finish_time(durations, rules):
    n = len(durations)
    # Scaled so that every job counts at least 1: then a circle, even of zero durations, never settles.
    lengths = [duration * (n + 1) + 1 for duration in durations]
    start = [0] * n
    for _ in range(n + 1):
        changed = False
        for a, b in rules:
            if start[a] + lengths[a] > start[b]:
                start[b] = start[a] + lengths[a]
                changed = True
        if not changed:
            return max(start[job] + lengths[job] for job in range(n)) // (n + 1)
    return -1
