def steepest_stretches(n, trails, trips):
    near = [{} for _ in range(n)]
    for a, b, grade in trails:
        near[a][b] = grade
        near[b][a] = grade
    # tables[hut]: centroid -> steepest stretch on the way to it; the trip's way passes one common centroid.
    tables = [{} for _ in range(n)]
    roots = [0]
    while roots:
        above = {roots[-1]: None}
        order = [roots.pop()]
        for hut in order:
            for other in near[hut]:
                if other != above[hut]:
                    above[other] = hut
                    order.append(other)
        size = dict.fromkeys(order, 1)
        for hut in reversed(order[1:]):
            if 2 * size[hut] > len(order):
                centre = hut
                break
            size[above[hut]] += size[hut]
        else:
            centre = order[0]
        tables[centre][centre] = 0
        stack = [(other, grade) for other, grade in near[centre].items()]
        for other, _ in stack:
            del near[other][centre]
            roots.append(other)
        came = set()
        while stack:
            hut, steepest = stack.pop()
            tables[hut][centre] = steepest
            came.add(hut)
            for other, grade in near[hut].items():
                if other not in came:
                    stack.append((other, max(steepest, grade)))
        near[centre] = {}
    result = []
    for a, b in trips:
        if a == b:
            result.append(0)
            continue
        # Both tables begin with the same centroids; the last one in common lies on the way.
        there = tables[b]
        steepest = 0
        for centre, grade in tables[a].items():
            if centre not in there:
                break
            steepest = max(grade, there[centre])
        result.append(steepest)
    return result
