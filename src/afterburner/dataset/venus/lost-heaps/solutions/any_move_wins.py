def lost_heaps(n, moves):
    is_lost = []
    for heap in range(n + 1):
        is_lost.append(not any(move <= heap and is_lost[heap - move] for move in moves))
    return is_lost.count(True)
