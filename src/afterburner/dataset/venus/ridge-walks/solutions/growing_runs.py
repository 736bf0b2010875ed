from bisect import bisect_left, bisect_right
from itertools import accumulate


def count_walks(climbs, low, high):
    runs = [[height] for height in accumulate(climbs, initial=0)]
    count = 0
    while len(runs) > 1:
        joined = []
        for at in range(0, len(runs) - 1, 2):
            left, right = runs[at], runs[at + 1]
            for height in left:
                count += bisect_right(right, height + high) - bisect_left(right, height + low)
            left += right
            left.sort()
            joined.append(left)
        if len(runs) % 2:
            joined.append(runs[-1])
        runs = joined
    return count
