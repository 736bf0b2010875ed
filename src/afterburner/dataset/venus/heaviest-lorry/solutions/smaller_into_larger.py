def heaviest_lorry(n, roads):
    group = {village: [village] for village in range(n)}
    by_limit = {}
    for a, b, limit in roads:
        by_limit.setdefault(limit, []).append((a, b))
    for limit in sorted(by_limit, reverse=True):
        for a, b in by_limit[limit]:
            large, small = group[a], group[b]
            if large is small:
                continue
            if len(large) < len(small):
                large, small = small, large
            large.extend(small)
            for village in small:
                group[village] = large
            if len(large) == n:
                return limit
    return -1
