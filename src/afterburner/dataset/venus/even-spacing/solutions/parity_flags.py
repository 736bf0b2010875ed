def even_triples(trees):
    if not trees:
        return 0
    flags = bytearray(max(trees) + 1)
    for tree in trees:
        flags[tree] = 1
    found = 0
    for parity in (0, 1):
        # Half of two numbers of one parity: their halves and the parity added up.
        halves = [tree // 2 for tree in trees if tree % 2 == parity]
        for i, half in enumerate(halves):
            shifted = half + parity
            found += sum([flags[shifted + other] for other in halves[:i]])
    return found
