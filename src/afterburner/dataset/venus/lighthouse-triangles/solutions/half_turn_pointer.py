from functools import cmp_to_key
from math import comb


def upper(x, y):
    return y > 0 or (y == 0 and x > 0)


def compare(a, b):
    half = upper(*b) - upper(*a)
    return half or a[1] * b[0] - a[0] * b[1]


def enclosing_triangles(buoys):
    groups = []  # [x, y, count], sorted by angle
    for x, y in sorted(buoys, key=cmp_to_key(compare)):
        if groups and compare(groups[-1][:2], (x, y)) == 0:
            groups[-1][2] += 1
        else:
            groups.append([x, y, 1])
    m = len(groups)
    n = len(buoys)
    result = comb(n, 3)
    end = 1  # first group, counted on around the circle, that is not known to be less than half a turn ahead
    ahead = 0  # buoys of the groups after i and before end
    for i, (x, y, same) in enumerate(groups):
        if end == i:
            end = i + 1
            ahead = 0
        while end < i + m and x * groups[end % m][1] > y * groups[end % m][0]:
            ahead += groups[end % m][2]
            end += 1
        u, v, count = groups[end % m]
        opposite = count if end < i + m and x * v == y * u else 0
        within = ahead + opposite
        result -= comb(same + within, 3) - comb(within, 3) - comb(same, 2) * opposite
        if end > i + 1:
            ahead -= groups[(i + 1) % m][2]
    return result
