def heaviest_lorry(n, roads):
    near = [[] for _ in range(n)]
    for a, b, limit in roads:
        near[a].append((b, limit))
        near[b].append((a, limit))

    def reached(weight):
        seen = bytearray(n)
        seen[0] = 1
        order = [0]
        for village in order:
            for other, limit in near[village]:
                if limit >= weight and not seen[other]:
                    seen[other] = 1
                    order.append(other)
        return len(order)

    limits = sorted({road[2] for road in roads})
    if not limits or reached(limits[0]) < n:
        return -1
    good, bad = 0, len(limits)
    while bad - good > 1:
        middle = (good + bad) // 2
        if reached(limits[middle]) == n:
            good = middle
        else:
            bad = middle
    return limits[good]
