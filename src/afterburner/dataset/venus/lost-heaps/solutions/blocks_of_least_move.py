def lost_heaps(n, moves):
    moves = sorted(set(moves))
    width = moves[0]
    block = (1 << width) - 1
    count = 0
    recent = 0  # the last heaps alone: bit k is the heap base - span + k
    span = moves[-1]
    for base in range(0, n + 1, width):
        won = 0
        for move in moves:
            won |= recent >> span - move
        fresh = block & ~won
        if base + width > n + 1:
            fresh &= (1 << n + 1 - base) - 1
        count += fresh.bit_count()
        recent = (recent | fresh << span) >> width
    return count
