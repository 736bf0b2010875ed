from collections import Counter
from math import gcd


def enclosing_triangles(buoys):
    counts = Counter()
    for x, y in buoys:
        shared = gcd(x, y)
        counts[x // shared, y // shared] += 1
    found = 0
    groups = [(x, y, count) for (x, y), count in counts.items()]
    for i, (ax, ay, a) in enumerate(groups):
        left = []
        right = []
        for x, y, count in groups[:i]:
            side = ax * y - ay * x
            if side > 0:
                left.append((x, y, count))
            elif side < 0:
                right.append((x, y, count))
        for bx, by, b in left:
            opposite = 0
            for x, y, count in right:
                if bx * y > by * x:
                    opposite += count
            found += a * b * opposite
    return found
