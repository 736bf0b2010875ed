from bisect import bisect_left, bisect_right
from itertools import accumulate


def count_walks(climbs, low, high):
    heights = list(accumulate(climbs, initial=0))
    order = sorted(set(heights))
    tree = [0] * (len(order) + 1)
    count = 0
    for height in heights:
        at = bisect_right(order, height - low)
        while at:
            count += tree[at]
            at &= at - 1
        at = bisect_left(order, height - high)
        while at:
            count -= tree[at]
            at &= at - 1
        at = bisect_right(order, height)
        while at < len(tree):
            tree[at] += 1
            at += at & -at
    return count
