def heaviest_lorry(n, roads):
    near = [{} for _ in range(n)]
    for a, b, limit in roads:
        near[a][b] = max(limit, near[a].get(b, 0))
        near[b][a] = max(limit, near[b].get(a, 0))
    strongest = [0] * n  # 0: no road into the region; -1: in the region
    village = 0
    weakest = 10**9
    for _ in range(n - 1):
        strongest[village] = -1
        for other, limit in near[village].items():
            if 0 <= strongest[other] < limit:
                strongest[other] = limit
        best = max(strongest)
        if best <= 0:
            return -1
        village = strongest.index(best)
        weakest = min(weakest, best)
    return weakest
