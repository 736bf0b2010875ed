def links_all(n, roads, weight):
    near = [[] for _ in range(n)]
    for a, b, limit in roads:
        if limit >= weight:
            near[a].append(b)
            near[b].append(a)
    seen = {0}
    stack = [0]
    while stack:
        for other in near[stack.pop()]:
            if other not in seen:
                seen.add(other)
                stack.append(other)
    return len(seen) == n


def heaviest_lorry(n, roads):
    for weight in sorted({limit for _, _, limit in roads}, reverse=True):
        if links_all(n, roads, weight):
            return weight
    return -1
