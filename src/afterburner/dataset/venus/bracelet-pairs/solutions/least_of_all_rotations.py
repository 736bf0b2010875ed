from collections import Counter


def bracelet_pairs(bracelets):
    names = Counter()
    for bracelet in bracelets:
        names[min(bracelet[cut:] + bracelet[:cut] for cut in range(len(bracelet)))] += 1
    return sum(count * (count - 1) // 2 for count in names.values())
