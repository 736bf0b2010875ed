from bisect import bisect_right
from math import isqrt


def cellar_walks(requests, sizes):
    n = len(requests)
    width = isqrt(n) + 1
    marked = bytearray(n + width)
    in_block = [0] * (n // width + 1)
    last_use = {}
    needed = []
    for time, book in enumerate(requests):
        if book in last_use:
            use = last_use[book]
            block = use // width
            end = (block + 1) * width
            needed.append(marked.count(1, use, end) + sum(in_block[block + 1:]))
            marked[use] = 0
            in_block[block] -= 1
        marked[time] = 1
        in_block[time // width] += 1
        last_use[book] = time
    needed.sort()
    return [n - bisect_right(needed, size) for size in sizes]
