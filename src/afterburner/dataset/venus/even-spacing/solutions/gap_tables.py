def even_triples(trees):
    trees = sorted(trees)
    gaps_to = {}  # position: set of the gaps to the trees before it
    found = 0
    for k, right in enumerate(trees):
        own = set()
        for middle in trees[:k]:
            gap = right - middle
            if gap in gaps_to[middle]:
                found += 1
            own.add(gap)
        gaps_to[right] = own
    return found
