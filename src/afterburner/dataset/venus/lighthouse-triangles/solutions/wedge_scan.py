def enclosing_triangles(buoys):
    n = len(buoys)
    found = 0
    for i in range(n):
        ax, ay = buoys[i]
        rest = buoys[i + 1:]
        left = [(x, y) for x, y in rest if ax * y > ay * x]
        right = [(x, y) for x, y in rest if ax * y < ay * x]
        for bx, by in left:
            found += sum([bx * y > by * x for x, y in right])
    return found
