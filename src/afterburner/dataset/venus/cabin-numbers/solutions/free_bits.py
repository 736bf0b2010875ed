def cabins_of(stays):
    n = len(stays)
    by_departure = sorted(range(n), key=lambda guest: stays[guest][1])
    cabins = [0] * n
    free = (1 << (n + 1)) - 2
    gone = 0
    for guest in sorted(range(n), key=lambda guest: stays[guest][0]):
        arrival = stays[guest][0]
        while stays[by_departure[gone]][1] <= arrival:
            free |= 1 << cabins[by_departure[gone]]
            gone += 1
        lowest = free & -free
        free ^= lowest
        cabins[guest] = lowest.bit_length() - 1
    return cabins
