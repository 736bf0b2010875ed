from bisect import bisect_left, bisect_right, insort


def count_walks(climbs, low, high):
    before = [0]
    height = count = 0
    for climb in climbs:
        height += climb
        count += bisect_right(before, height - low) - bisect_left(before, height - high)
        insort(before, height)
    return count
