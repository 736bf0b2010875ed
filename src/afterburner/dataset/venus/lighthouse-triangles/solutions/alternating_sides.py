from functools import cmp_to_key


def enclosing_triangles(buoys):
    """Three lines enclose the lighthouse if the buoys lie on alternating sides in the order of the slopes."""
    sides = []
    for x, y in buoys:
        if y < 0 or (y == 0 and x < 0):
            sides.append((-x, -y, 1))
        else:
            sides.append((x, y, 0))
    sides.sort(key=cmp_to_key(lambda a, b: a[1] * b[0] - a[0] * b[1]))
    single = [0, 0]  # buoys by their side
    double = [0, 0]  # pairs on different sides, by the side of the later one
    triple = 0
    i = 0
    while i < len(sides):
        x, y, _side = sides[i]
        new = [0, 0]
        while i < len(sides) and x * sides[i][1] == y * sides[i][0]:
            new[sides[i][2]] += 1
            i += 1
        for side in (0, 1):
            triple += new[side] * double[1 - side]
        for side in (0, 1):
            double[side] += new[side] * single[1 - side]
        for side in (0, 1):
            single[side] += new[side]
    return triple
