def ways_to_cut(text):
    ways = [1]
    groups = []  # (start, gap to the start before it, number of starts), from left to right
    sums = {}  # by the first start of a group less its gap: sum of the ways before its starts
    for last, letter in enumerate(text):
        moved = []
        for start, gap, amount in groups:
            if start and text[start - 1] == letter:
                moved.append((start - 1, gap, amount))
        split = []
        before = -last - 2  # far enough away to be no gap of a group
        for start, gap, amount in moved:
            if start - before != gap:
                split.append((start, start - before, 1))
                if amount > 1:
                    split.append((start + gap, gap, amount - 1))
            else:
                split.append((start, gap, amount))
            before = start + (amount - 1) * gap
        if last and text[last - 1] == letter:
            split.append((last - 1, last - 1 - before, 1))
            before = last - 1
        split.append((last, last - before, 1))
        groups = []
        for start, gap, amount in split:
            if groups and groups[-1][1] == gap:
                first, _, more = groups[-1]
                groups[-1] = (first, gap, more + amount)
            else:
                groups.append((start, gap, amount))
        total = 0
        for start, gap, amount in groups:
            part = ways[start + (amount - 1) * gap]
            if amount > 1:
                part += sums[start - gap]
            if start - gap >= 0:
                sums[start - gap] = part
            total += part
        ways.append(total % 1_000_000_007)
    return ways[-1]


def mirror_cuts(texts):
    return [ways_to_cut(text) for text in texts]
