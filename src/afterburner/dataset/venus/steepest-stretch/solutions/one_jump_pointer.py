def steepest_stretches(n, trails, trips):
    near = [[] for _ in range(n)]
    for a, b, grade in trails:
        near[a].append((b, grade))
        near[b].append((a, grade))
    above = [0] * n
    rise = [0] * n
    jump = [0] * n
    jump_rise = [0] * n
    depth = [0] * n
    order = [0]
    for hut in order:
        first = jump[hut]
        second = jump[first]
        # Two equally long jumps behind each other make one of twice the length plus one.
        equal = depth[hut] - depth[first] == depth[first] - depth[second]
        through = max(jump_rise[hut], jump_rise[first])
        for other, grade in near[hut]:
            if other == above[hut] and hut:
                continue
            above[other] = hut
            rise[other] = grade
            depth[other] = depth[hut] + 1
            if equal:
                jump[other] = second
                jump_rise[other] = through if through > grade else grade
            else:
                jump[other] = hut
                jump_rise[other] = grade
            order.append(other)
    result = []
    for a, b in trips:
        if depth[a] < depth[b]:
            a, b = b, a
        steepest = 0
        level = depth[b]
        while depth[a] > level:
            if depth[jump[a]] >= level:
                steepest = max(steepest, jump_rise[a])
                a = jump[a]
            else:
                steepest = max(steepest, rise[a])
                a = above[a]
        while a != b:
            if jump[a] != jump[b]:
                steepest = max(steepest, jump_rise[a], jump_rise[b])
                a, b = jump[a], jump[b]
            else:
                steepest = max(steepest, rise[a], rise[b])
                a, b = above[a], above[b]
        result.append(steepest)
    return result
