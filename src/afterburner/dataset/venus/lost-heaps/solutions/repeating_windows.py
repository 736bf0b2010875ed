def lost_heaps(n, moves):
    mask = 0
    for move in moves:
        mask |= 1 << move - 1
    within = (1 << max(moves)) - 1
    window = 0
    seen = {}
    lost_before = []
    lost = 0
    for heap in range(n + 1):
        if window in seen:
            start = seen[window]
            period = heap - start
            rounds, rest = divmod(n + 1 - heap, period)
            in_rest = lost_before[start + rest] - lost_before[start]
            return lost + rounds * (lost - lost_before[start]) + in_rest
        seen[window] = heap
        lost_before.append(lost)
        bit = not window & mask
        window = (window << 1 | bit) & within
        lost += bit
    return lost
