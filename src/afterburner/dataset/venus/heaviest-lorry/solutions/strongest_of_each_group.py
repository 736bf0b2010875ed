def heaviest_lorry(n, roads):
    parent = list(range(n))
    groups = n
    weakest = 10**9

    def find(village):
        while parent[village] != village:
            parent[village] = parent[parent[village]]
            village = parent[village]
        return village

    while groups > 1:
        strongest = {}
        outward = []
        for index, (a, b, limit) in enumerate(roads):
            a, b = find(a), find(b)
            if a == b:
                continue
            outward.append(roads[index])
            # The index decides between equal limits, so that no circle can close.
            offer = (limit, index)
            if a not in strongest or offer > strongest[a]:
                strongest[a] = offer
            if b not in strongest or offer > strongest[b]:
                strongest[b] = offer
        if not outward:
            return -1
        for limit, index in set(strongest.values()):
            a, b = find(roads[index][0]), find(roads[index][1])
            if a != b:
                parent[a] = b
                groups -= 1
                weakest = min(weakest, limit)
        roads = outward
    return weakest
