def heaviest_lorry(n, roads):
    widest = [0] * n
    widest[0] = 10**9
    changed = True
    while changed:
        changed = False
        for a, b, limit in roads:
            there = min(widest[a], limit)
            back = min(widest[b], limit)
            if there > widest[b]:
                widest[b] = there
                changed = True
            elif back > widest[a]:
                widest[a] = back
                changed = True
    return min(widest) or -1
