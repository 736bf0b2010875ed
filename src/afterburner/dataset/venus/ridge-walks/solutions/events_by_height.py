from itertools import accumulate


def count_walks(climbs, low, high):
    heights = list(accumulate(climbs, initial=0))
    # At equal heights: first drop what is too low, then add, then ask.
    events = []
    for at, height in enumerate(heights, 1):
        events.append((height - high, 0, at))
        events.append((height, 1, at))
        events.append((height - low, 2, at))
    events.sort()
    tree = [0] * (len(heights) + 1)
    count = 0
    for _height, kind, at in events:
        if kind == 1:
            while at < len(tree):
                tree[at] += 1
                at += at & -at
        else:
            found = 0
            at -= 1
            while at:
                found += tree[at]
                at &= at - 1
            count += found if kind else -found
    return count
