from collections import Counter


def name_of(bracelet):
    length = len(bracelet)
    ranks = [ord(letter) for letter in bracelet]
    width = 1
    while width < length:
        shifted = ranks[width:] + ranks[:width]
        pairs = list(zip(ranks, shifted))
        order = {pair: rank for rank, pair in enumerate(sorted(set(pairs)))}
        ranks = [order[pair] for pair in pairs]
        width *= 2
    cut = ranks.index(min(ranks))
    return bracelet[cut:] + bracelet[:cut]


def bracelet_pairs(bracelets):
    names = Counter(map(name_of, bracelets))
    return sum(count * (count - 1) // 2 for count in names.values())
