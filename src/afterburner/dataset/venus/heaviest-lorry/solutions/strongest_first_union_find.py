def heaviest_lorry(n, roads):
    parent = list(range(n))
    groups = n
    order = sorted(range(len(roads)), key=[-limit for _, _, limit in roads].__getitem__)
    for index in order:
        a, b, limit = roads[index]
        while parent[a] != a:
            parent[a] = a = parent[parent[a]]
        while parent[b] != b:
            parent[b] = b = parent[parent[b]]
        if a != b:
            parent[a] = b
            groups -= 1
            if groups == 1:
                return limit
    return -1
