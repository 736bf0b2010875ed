def bracelet_pairs(bracelets):
    kind_of = {}
    counts = []
    for bracelet in bracelets:
        kind = kind_of.get(bracelet)
        if kind is None:
            kind = len(counts)
            counts.append(0)
            for cut in range(len(bracelet)):
                kind_of[bracelet[cut:] + bracelet[:cut]] = kind
        counts[kind] += 1
    return sum(count * (count - 1) // 2 for count in counts)
