def lost_heaps(n, moves):
    moves = sorted(set(moves))
    size = moves[-1] + 1
    ring = bytearray(size)
    place = 0
    lost = 0
    for _ in range(n + 1):
        if ring[place]:
            ring[place] = 0
        else:
            lost += 1
            for move in moves:
                # Negative places count from the end of the ring, which is where they belong.
                ring[place + move - size] = 1
        place += 1
        if place == size:
            place = 0
    return lost
