def heaviest_lorry(n, roads):
    def linked(some):
        parent = [-1] * n  # negative: the size of the group
        groups = n
        for a, b, _ in some:
            while parent[a] >= 0:
                a = parent[a]
            while parent[b] >= 0:
                b = parent[b]
            if a != b:
                if parent[a] > parent[b]:
                    a, b = b, a
                parent[a] += parent[b]
                parent[b] = a
                groups -= 1
                if groups == 1:
                    return True
        return False

    if not linked(roads):
        return -1
    weight = 0
    for bit in range(max(limit for _, _, limit in roads).bit_length() - 1, -1, -1):
        strong = [road for road in roads if road[2] >= weight | 1 << bit]
        if len(strong) >= n - 1 and linked(strong):
            weight |= 1 << bit
    return weight
