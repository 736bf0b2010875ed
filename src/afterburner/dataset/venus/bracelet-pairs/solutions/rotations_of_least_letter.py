from itertools import groupby


def name_of(bracelet):
    least = min(bracelet)
    twice = bracelet + bracelet
    length = len(bracelet)
    best = None
    before = bracelet[-1]
    for cut, letter in enumerate(bracelet):
        if letter == least and before != least:
            rotation = twice[cut:cut + length]
            if best is None or rotation < best:
                best = rotation
        before = letter
    return bracelet if best is None else best


def bracelet_pairs(bracelets):
    pairs = 0
    for _, same in groupby(sorted(map(name_of, bracelets))):
        count = sum(1 for _ in same)
        pairs += count * (count - 1) // 2
    return pairs
