from math import isqrt


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
    block = isqrt(depth[order[-1]]) + 1
    exit_above = [-1] * n  # the first place above that lies in an earlier block
    exit_rise = [0] * n
    for hut in order[1:]:
        up = above[hut]
        if depth[hut] % block == 0:
            exit_above[hut] = up
            exit_rise[hut] = rise[hut]
        else:
            exit_above[hut] = exit_above[up]
            exit_rise[hut] = max(rise[hut], exit_rise[up])
    result = []
    for a, b in trips:
        steepest = 0
        while exit_above[a] != exit_above[b]:
            if depth[a] // block < depth[b] // block:
                a, b = b, a
            elif depth[a] // block == depth[b] // block:
                steepest = max(steepest, exit_rise[b])
                b = exit_above[b]
            steepest = max(steepest, exit_rise[a])
            a = exit_above[a]
        while a != b:
            if depth[a] < depth[b]:
                a, b = b, a
            steepest = max(steepest, rise[a])
            a = above[a]
        result.append(steepest)
    return result
