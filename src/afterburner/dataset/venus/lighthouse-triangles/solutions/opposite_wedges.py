from collections import Counter
from itertools import accumulate
from math import atan2, gcd


def enclosing_triangles(buoys):
    counts = Counter()
    for x, y in buoys:
        shared = gcd(x, y)
        counts[x // shared, y // shared] += 1
    order = sorted(counts, key=lambda direction: atan2(direction[1], direction[0]))
    sizes = [counts[direction] for direction in order]
    before = [0, *accumulate(sizes)]
    m = len(order)
    # For each direction: the first one not before its opposite, and the first one beyond it.
    reach = []
    beyond = []
    for i, (x, y) in enumerate(order):
        k = i + 1
        while k < m and x * order[k][1] > y * order[k][0]:
            k += 1
        reach.append(k)
        # Angles run from -pi to pi, so only smaller ones have an opposite after them.
        beyond.append(k + 1 if k < m and x * order[k][1] == y * order[k][0] else k)
    found = 0
    for i in range(m):
        inside = 0
        start = before[beyond[i]]
        for j in range(i + 1, reach[i]):
            inside += sizes[j] * max(0, before[reach[j]] - start)
        found += sizes[i] * inside
    return found
