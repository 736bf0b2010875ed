def components(n, roads):
    """Return how many groups the roads make of n villages, and the number of each village's group."""
    near = [[] for _ in range(n)]
    for a, b, _ in roads:
        near[a].append(b)
        near[b].append(a)
    group = [-1] * n
    count = 0
    for root in range(n):
        if group[root] < 0:
            group[root] = count
            stack = [root]
            while stack:
                for other in near[stack.pop()]:
                    if group[other] < 0:
                        group[other] = count
                        stack.append(other)
            count += 1
    return count, group


def heaviest_lorry(n, roads):
    if components(n, roads)[0] > 1:
        return -1
    while True:
        limits = sorted([limit for _, _, limit in roads])
        middle = limits[len(limits) // 2]
        if middle == limits[0]:
            # The smaller half is empty: cut above the smallest limit instead.
            larger = [limit for limit in limits if limit > middle]
            if not larger:
                return middle
            middle = larger[0]
        strong = [road for road in roads if road[2] >= middle]
        count, group = components(n, strong)
        if count == 1:
            roads = strong
        else:
            weak = [road for road in roads if road[2] < middle]
            roads = [(group[a], group[b], limit) for a, b, limit in weak if group[a] != group[b]]
            n = count
