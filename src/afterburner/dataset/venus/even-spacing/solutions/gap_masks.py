def even_triples(trees):
    if len(trees) < 3:
        return 0
    start = min(trees)
    length = max(trees) - start
    road = 0
    for tree in trees:
        road |= 1 << (tree - start)
    found = 0
    for gap in range(1, length // 2 + 1):
        pairs = road & (road >> gap)
        if pairs:
            found += (pairs & (road >> (2 * gap))).bit_count()
    return found
