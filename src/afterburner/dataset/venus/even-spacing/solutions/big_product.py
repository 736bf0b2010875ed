WIDTH = 2  # bytes per field: a sum occurs at most 2000 times


def even_triples(trees):
    if not trees:
        return 0
    start = min(trees)
    fields = bytearray(WIDTH * (max(trees) - start + 1))
    for tree in trees:
        fields[WIDTH * (tree - start)] = 1
    road = int.from_bytes(fields, "little")
    counts = (road * road).to_bytes(2 * len(fields), "little")
    found = 0
    for tree in trees:
        place = 2 * WIDTH * (tree - start)
        ordered = int.from_bytes(counts[place:place + WIDTH], "little")
        found += (ordered - 1) // 2
    return found
