def even_triples(trees):
    if not trees:
        return 0
    last = max(trees)
    flags = bytearray(last + 1)
    for tree in trees:
        flags[tree] = 1
    backwards = flags[::-1]
    found = 0
    for tree in trees:
        reach = min(tree, last - tree)
        right = int.from_bytes(flags[tree + 1:tree + 1 + reach], "little")
        left = int.from_bytes(backwards[last - tree + 1:last - tree + 1 + reach], "little")
        found += (left & right).bit_count()
    return found
