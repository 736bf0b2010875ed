from itertools import accumulate


def count_walks(climbs, low, high):
    heights = list(accumulate(climbs, initial=0))
    count = 0
    for at, start in enumerate(heights, 1):
        least, most = start + low, start + high
        for height in heights[at:]:
            if least <= height <= most:
                count += 1
    return count
