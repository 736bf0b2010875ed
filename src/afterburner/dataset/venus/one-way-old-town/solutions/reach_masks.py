def closure(n, streets):
    """Return the mask of the squares that each square reaches."""
    reach = [1 << square for square in range(n)]
    changed = True
    while changed:
        changed = False
        for a, b in streets:
            joined = reach[a] | reach[b]
            if joined != reach[a]:
                reach[a] = joined
                changed = True
    return reach


def streets_to_add(n, streets):
    # Squares of one part reach the same squares, others don't.
    reach = closure(n, streets)
    parts = set(reach)
    if len(parts) == 1:
        return 0
    left = set()
    entered = set()
    for a, b in streets:
        if reach[a] != reach[b]:
            left.add(reach[a])
            entered.add(reach[b])
    return len(parts) - min(len(left), len(entered))
