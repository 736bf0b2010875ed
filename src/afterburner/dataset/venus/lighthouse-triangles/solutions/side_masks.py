def enclosing_triangles(buoys):
    n = len(buoys)
    left = [0] * n
    right = [0] * n
    turns = []
    for i, (ax, ay) in enumerate(buoys):
        for j in range(i):
            bx, by = buoys[j]
            side = ax * by - ay * bx
            if side:
                first, second = (i, j) if side > 0 else (j, i)
                left[first] |= 1 << second
                right[second] |= 1 << first
                turns.append((first, second))
    return sum([(left[second] & right[first]).bit_count() for first, second in turns]) // 3
