def even_triples(trees):
    if not trees:
        return 0
    last = max(trees)
    flags = ["0"] * (last + 1)
    for tree in trees:
        flags[tree] = "1"
    text = "".join(flags)
    mirrored = int(text, 2)  # bit last - p is the tree at p
    road = int(text[::-1], 2)  # bit p is the tree at p
    found = 0
    for tree in trees:
        shift = 2 * tree - last
        meeting = road & (mirrored << shift if shift >= 0 else mirrored >> -shift)
        # The tree meets itself, and each pair meets twice.
        found += (meeting.bit_count() - 1) // 2
    return found
