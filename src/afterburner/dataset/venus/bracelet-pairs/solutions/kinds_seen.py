def bracelet_pairs(bracelets):
    kinds = []  # [length, string written twice, number of bracelets]
    pairs = 0
    for bracelet in bracelets:
        length = len(bracelet)
        for kind in kinds:
            if kind[0] == length and bracelet in kind[1]:
                pairs += kind[2]
                kind[2] += 1
                break
        else:
            kinds.append([length, bracelet + bracelet, 1])
    return pairs
