def steepest_stretches(n, trails, trips):
    near = [[] for _ in range(n)]
    for a, b, grade in trails:
        near[a].append((b, grade))
        near[b].append((a, grade))
    above = [0] * n
    rise = [0] * n
    depth = [-1] * n
    depth[0] = 0
    order = [0]
    for hut in order:
        for other, grade in near[hut]:
            if depth[other] < 0:
                depth[other] = depth[hut] + 1
                above[other] = hut
                rise[other] = grade
                order.append(other)
    ups, rises = [above], [rise]
    for _ in range(max(depth).bit_length() - 1):
        up, rise = ups[-1], rises[-1]
        ups.append([up[middle] for middle in up])
        rises.append([max(grade, rise[middle]) for grade, middle in zip(rise, up)])
    result = []
    for a, b in trips:
        if depth[a] < depth[b]:
            a, b = b, a
        steepest = 0
        difference = depth[a] - depth[b]
        level = 0
        while difference:
            if difference & 1:
                steepest = max(steepest, rises[level][a])
                a = ups[level][a]
            difference >>= 1
            level += 1
        if a != b:
            for level in range(len(ups) - 1, -1, -1):
                up = ups[level]
                if up[a] != up[b]:
                    rise = rises[level]
                    steepest = max(steepest, rise[a], rise[b])
                    a, b = up[a], up[b]
            steepest = max(steepest, rises[0][a], rises[0][b])
        result.append(steepest)
    return result
