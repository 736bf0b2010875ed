from collections import Counter


def name_of(bracelet):
    length = len(bracelet)
    twice = bracelet + bracelet
    cuts = range(length)
    for step in range(length):
        least = min([twice[cut + step] for cut in cuts])
        cuts = [cut for cut in cuts if twice[cut + step] == least]
        if len(cuts) == 1:
            break
    return twice[cuts[0]:cuts[0] + length]


def bracelet_pairs(bracelets):
    names = Counter(map(name_of, bracelets))
    return sum(count * (count - 1) // 2 for count in names.values())
