def name_of(bracelet):
    length = len(bracelet)
    twice = bracelet + bracelet
    start = cut = 0
    while start < length:
        cut = start
        compared, end = start, start + 1
        while end < 2 * length and twice[compared] <= twice[end]:
            compared = start if twice[compared] < twice[end] else compared + 1
            end += 1
        while start <= compared:
            start += end - compared
    return twice[cut:cut + length]


def bracelet_pairs(bracelets):
    counts = {}
    pairs = 0
    for bracelet in bracelets:
        name = name_of(bracelet)
        before = counts.get(name, 0)
        pairs += before
        counts[name] = before + 1
    return pairs
