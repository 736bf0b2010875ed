from collections import Counter
from itertools import accumulate


def cellar_walks(requests, sizes):
    n = len(requests)
    last_use = {}
    marks = 0
    needed = Counter()
    for time, book in enumerate(requests):
        if book in last_use:
            use = last_use[book]
            needed[(marks >> use).bit_count()] += 1
            marks ^= 1 << use
        marks |= 1 << time
        last_use[book] = time
    served = list(accumulate(needed[size] for size in range(n + 1)))
    return [n - served[min(size, n)] for size in sizes]
