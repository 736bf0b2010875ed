def lost_heaps(n, moves):
    mask = 0
    for move in set(moves):
        mask |= 1 << move
    marks = 0  # bit k: the heap k above this one is won
    heap = 0
    lost = 0
    while heap <= n:
        if marks & 1:
            won = (~marks & marks + 1).bit_length() - 1  # length of the run of won heaps
            marks >>= won
            heap += won
        else:
            lost += 1
            marks = (marks | mask) >> 1
            heap += 1
    return lost
