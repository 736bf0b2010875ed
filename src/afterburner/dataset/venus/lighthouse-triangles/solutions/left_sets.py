def enclosing_triangles(buoys):
    left_of = []
    right_of = [set() for _ in buoys]
    for i, (ax, ay) in enumerate(buoys):
        left = {j for j, (x, y) in enumerate(buoys) if ax * y > ay * x}
        left_of.append(left)
        for j in left:
            right_of[j].add(i)
    found = 0
    for i, left in enumerate(left_of):
        for j in left:
            found += len(left_of[j] & right_of[i])
    return found // 3
