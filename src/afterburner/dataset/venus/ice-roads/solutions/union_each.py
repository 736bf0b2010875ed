def group_counts(n, changes):
    roads = set()
    result = []
    for u, v in changes:
        roads ^= {(min(u, v), max(u, v))}
        parent = list(range(n))
        groups = n
        for a, b in roads:
            while parent[a] != a:
                parent[a] = parent[parent[a]]
                a = parent[a]
            while parent[b] != b:
                parent[b] = parent[parent[b]]
                b = parent[b]
            if a != b:
                parent[a] = b
                groups -= 1
        result.append(groups)
    return result
