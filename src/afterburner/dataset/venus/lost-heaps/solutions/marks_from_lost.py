def lost_heaps(n, moves):
    moves = set(moves)
    marked = bytearray(n + 2 + max(moves))  # the last one stays unmarked
    lost = 0
    heap = marked.find(0)
    while heap <= n:
        lost += 1
        for move in moves:
            marked[heap + move] = 1
        heap = marked.find(0, heap + 1)
    return lost
