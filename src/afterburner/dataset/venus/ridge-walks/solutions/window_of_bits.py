from itertools import accumulate


def count_walks(climbs, low, high):
    heights = list(accumulate(climbs, initial=0))
    order = sorted(range(len(heights)), key=heights.__getitem__)
    count = first = last = 0
    window = 0
    for end in order:
        while last < len(order) and heights[order[last]] <= heights[end] - low:
            window ^= 1 << order[last]
            last += 1
        while first < last and heights[order[first]] < heights[end] - high:
            window ^= 1 << order[first]
            first += 1
        count += (window & ((1 << end) - 1)).bit_count()
    return count
