def steepest_stretches(n, trails, trips):
    near = [[] for _ in range(n)]
    for a, b, grade in trails:
        near[a].append((b, grade))
        near[b].append((a, grade))
    above = [-1] * n
    rise = [0] * n
    order = [0]
    for hut in order:
        for other, grade in near[hut]:
            if other != above[hut]:
                above[other] = hut
                rise[other] = grade
                order.append(other)
    size = [1] * n
    for hut in reversed(order[1:]):
        size[above[hut]] += size[hut]
    # Chains lie one after the other: `place` is the position, `flat` the rise at it.
    top = [0] * n
    place = [0] * n
    flat = []
    running = [0] * n  # steepest from the hut above the chain's top down to here
    heads = [0]
    for head in heads:
        hut = head
        steepest = 0
        while hut >= 0:
            top[hut] = head
            place[hut] = len(flat)
            flat.append(rise[hut])
            steepest = max(steepest, rise[hut])
            running[hut] = steepest
            heavy = -1
            for other, _ in near[hut]:
                if other != above[hut]:
                    if heavy < 0:
                        heavy = other
                    elif size[other] > size[heavy]:
                        heads.append(heavy)
                        heavy = other
                    else:
                        heads.append(other)
            hut = heavy
    result = []
    for a, b in trips:
        steepest = 0
        while top[a] != top[b]:
            # The chain whose top has fewer huts below it can't hold the meeting place.
            if size[top[a]] > size[top[b]]:
                a, b = b, a
            steepest = max(steepest, running[a])
            a = above[top[a]]
        low, high = place[a], place[b]
        if low > high:
            low, high = high, low
        if low < high:
            steepest = max(steepest, max(flat[low + 1 : high + 1]))
        result.append(steepest)
    return result
