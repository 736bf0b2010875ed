from bisect import bisect_right
from itertools import accumulate
from math import atan2, comb, gcd


def enclosing_triangles(buoys):
    counts = {}
    for x, y in buoys:
        shared = gcd(x, y)
        direction = (x // shared, y // shared)
        counts[direction] = counts.get(direction, 0) + 1
    # Different directions are more than 4e-7 apart: their angles never come out equal.
    angle = {(x, y): atan2(y, x) for x, y in counts}
    order = sorted(counts, key=angle.get)
    angles = [angle[direction] for direction in order]
    before = [0, *accumulate(counts[direction] for direction in order)]
    n = len(buoys)
    result = comb(n, 3)
    for i, (x, y) in enumerate(order):
        same = counts[x, y]
        opposite = counts.get((-x, -y), 0)
        end = bisect_right(angles, atan2(-y, -x))
        ahead = before[end] - before[i + 1]
        if end <= i:
            ahead += n
        result -= comb(same + ahead, 3) - comb(ahead, 3)
        # Lines with both sides are met from either end.
        result += comb(same, 2) * opposite
    return result
