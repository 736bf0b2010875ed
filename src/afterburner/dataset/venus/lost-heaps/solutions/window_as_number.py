def lost_heaps(n, moves):
    mask = 0
    for move in moves:
        mask |= 1 << move - 1
    window = 0  # bit k: the heap k + 1 below this one is lost
    within = (1 << max(moves)) - 1
    lost = 0
    for _ in range(n + 1):
        if window & mask:
            window = window << 1 & within
        else:
            window = (window << 1 | 1) & within
            lost += 1
    return lost
