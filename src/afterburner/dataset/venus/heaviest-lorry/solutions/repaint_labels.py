def heaviest_lorry(n, roads):
    label = list(range(n))
    groups = n
    for a, b, limit in sorted(roads, key=lambda road: -road[2]):
        old, new = label[a], label[b]
        if old != new:
            for village in range(n):
                if label[village] == old:
                    label[village] = new
            groups -= 1
            if groups == 1:
                return limit
    return -1
