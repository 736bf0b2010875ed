from bisect import bisect_left, bisect_right
from itertools import accumulate


def count_walks(climbs, low, high):
    heights = list(accumulate(climbs, initial=0))
    nodes = [[]]
    for at in range(1, len(heights) + 1):
        nodes.append(sorted(heights[at & (at - 1):at]))
    count = 0
    for at, height in enumerate(heights):
        least, most = height - high, height - low
        while at:
            count += bisect_right(nodes[at], most) - bisect_left(nodes[at], least)
            at &= at - 1
    return count
