def steepest_stretches(n, trails, trips):
    parent = [-1] * n
    size = [1] * n
    joined_by = [10**9 + 1] * n  # grade of the trail that hung this root below another one
    for a, b, grade in sorted(trails, key=lambda trail: trail[2]):
        while parent[a] >= 0:
            a = parent[a]
        while parent[b] >= 0:
            b = parent[b]
        if size[a] > size[b]:
            a, b = b, a
        parent[a] = b
        size[b] += size[a]
        joined_by[a] = grade
    result = []
    for a, b in trips:
        steepest = 0
        while a != b:
            # The grades rise towards the root.
            if joined_by[a] > joined_by[b]:
                a, b = b, a
            steepest = joined_by[a]
            a = parent[a]
        result.append(steepest)
    return result
