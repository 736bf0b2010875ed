def lost_heaps(n, moves):
    moves = sorted(set(moves))
    pointers = [0] * len(moves)
    lost = []
    indices = range(len(moves))
    for heap in range(n + 1):
        is_won = False
        for i in indices:
            pointer = pointers[i]
            if pointer < len(lost) and lost[pointer] + moves[i] == heap:
                pointers[i] = pointer + 1
                is_won = True
        if not is_won:
            lost.append(heap)
    return len(lost)
