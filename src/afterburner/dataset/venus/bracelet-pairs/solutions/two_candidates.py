def name_of(bracelet):
    length = len(bracelet)
    twice = bracelet + bracelet
    one, other, same = 0, 1, 0
    while one < length and other < length and same < length:
        left = twice[one + same]
        right = twice[other + same]
        if left == right:
            same += 1
            continue
        if left > right:
            one += same + 1
        else:
            other += same + 1
        if one == other:
            other += 1
        same = 0
    cut = min(one, other)
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
