def steepest_stretches(n, trails, trips):
    near = [[] for _ in range(n)]
    for a, b, grade in trails:
        near[a].append((b, grade))
        near[b].append((a, grade))
    asked = [[] for _ in range(n)]
    for number, (start, end) in enumerate(trips):
        asked[start].append(number)
        asked[end].append(number)
    parent = [-1] * n  # compressed ways up, below finished huts only
    steep = [0] * n

    def root_of(hut):
        way = []
        while parent[hut] >= 0:
            way.append(hut)
            hut = parent[hut]
        highest = 0
        for lower in reversed(way):
            highest = max(highest, steep[lower])
            steep[lower] = highest
            parent[lower] = hut
        return hut

    result = [0] * len(trips)
    meeting_at = [[] for _ in range(n)]
    seen = [False] * n
    stack = [(0, -1, 0)]
    while stack:
        hut, above, grade = stack.pop()
        if not seen[hut]:
            seen[hut] = True
            stack.append((hut, above, grade))
            for number in asked[hut]:
                start, end = trips[number]
                other = end if start == hut else start
                if seen[other]:
                    meeting_at[root_of(other)].append(number)
            for other, other_grade in near[hut]:
                if other != above:
                    stack.append((other, hut, other_grade))
            continue
        # All below is finished: both ends of the trips that meet here hang below this hut.
        for number in meeting_at[hut]:
            start, end = trips[number]
            root_of(start)
            root_of(end)
            result[number] = max(steep[start] if start != hut else 0, steep[end] if end != hut else 0)
        parent[hut] = above
        steep[hut] = grade
    return result
