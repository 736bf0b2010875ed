def steepest_stretches(n, trails, trips):
    near = {hut: {} for hut in range(n)}
    for a, b, grade in trails:
        near[a][b] = grade
        near[b][a] = grade
    above = {0: None}
    stack = [0]
    while stack:
        hut = stack.pop()
        for other in near[hut]:
            if other not in above:
                above[other] = hut
                stack.append(other)
    result = []
    for start, end in trips:
        chain = {}
        hut = start
        steepest = 0
        while hut is not None:
            chain[hut] = steepest
            if above[hut] is not None:
                steepest = max(steepest, near[hut][above[hut]])
            hut = above[hut]
        hut = end
        steepest = 0
        while hut not in chain:
            steepest = max(steepest, near[hut][above[hut]])
            hut = above[hut]
        result.append(max(steepest, chain[hut]))
    return result
