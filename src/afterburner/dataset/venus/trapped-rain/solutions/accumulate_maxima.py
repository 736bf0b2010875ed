from itertools import accumulate


def trapped_water(heights):
    left = list(accumulate(heights, max))
    right = list(accumulate(reversed(heights), max))
    right.reverse()
    return sum(map(min, left, right)) - sum(heights)
