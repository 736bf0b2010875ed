def ways_to_cut(text):
    n = len(text)
    spread = "|" + "|".join(text) + "|"
    radius = [0] * len(spread)
    centre = edge = 0
    for i in range(len(spread)):
        reach = min(radius[2 * centre - i], edge - i) if i < edge else 0
        while reach < i and i + reach + 1 < len(spread) and spread[i - reach - 1] == spread[i + reach + 1]:
            reach += 1
        radius[i] = reach
        if i + reach > edge:
            centre, edge = i, i + reach
    ways = [1]
    for end in range(1, n + 1):
        total = 0
        for start in range(end):
            if radius[start + end] >= end - start:
                total += ways[start]
        ways.append(total % 1_000_000_007)
    return ways[-1]


def mirror_cuts(texts):
    return [ways_to_cut(text) for text in texts]
