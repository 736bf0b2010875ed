def steepest_stretches(n, trails, trips):
    near = [[] for _ in range(n)]
    for a, b, grade in trails:
        near[a].append((b, grade))
        near[b].append((a, grade))
    above = [-1] * n
    rise = [0] * n
    depth = [0] * n
    order = [0]
    for hut in order:
        for other, grade in near[hut]:
            if other != above[hut]:
                above[other] = hut
                rise[other] = grade
                depth[other] = depth[hut] + 1
                order.append(other)
    result = []
    for a, b in trips:
        steepest = 0
        while a != b:
            if depth[a] < depth[b]:
                a, b = b, a
            if rise[a] > steepest:
                steepest = rise[a]
            a = above[a]
        result.append(steepest)
    return result
