def steepest_stretches(n, trails, trips):
    near = [[] for _ in range(n)]
    for a, b, grade in trails:
        near[a].append((b, grade))
        near[b].append((a, grade))
    by_start = {}
    result = []
    for start, end in trips:
        # A trip and its way back are the same: look for either.
        known = by_start.get(start)
        if known is None and end in by_start:
            start, end = end, start
            known = by_start[start]
        if known is None:
            known = [-1] * n
            known[start] = 0
            stack = [start]
            while stack:
                hut = stack.pop()
                so_far = known[hut]
                for other, grade in near[hut]:
                    if known[other] < 0:
                        known[other] = grade if grade > so_far else so_far
                        stack.append(other)
            by_start[start] = known
        result.append(known[end])
    return result
