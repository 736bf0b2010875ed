def finish_time(durations, rules):
    n = len(durations)
    earlier = [None] * n
    open_ends = [0] * n
    for a, b in rules:
        if earlier[b] is None:
            earlier[b] = [a]
        else:
            earlier[b].append(a)
        open_ends[a] += 1
    tail = list(durations)
    layer = [job for job in range(n) if open_ends[job] == 0]
    seen = 0
    while layer:
        seen += len(layer)
        before = []
        for job in layer:
            work = tail[job]
            for other in earlier[job] or ():
                tail[other] = max(tail[other], work + durations[other])
                open_ends[other] -= 1
                if open_ends[other] == 0:
                    before.append(other)
        layer = before
    return max(tail) if seen == n else -1
