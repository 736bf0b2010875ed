from math import isqrt


def cabins_of(stays):
    n = len(stays)
    width = isqrt(n) + 1
    blocks = [[0] * width for _ in range(n // width + 1)]
    earliest = [0] * len(blocks)
    cabins = [0] * n
    for guest in sorted(range(n), key=lambda guest: stays[guest][0]):
        arrival, departure = stays[guest]
        block = 0
        while earliest[block] > arrival:
            block += 1
        free_from = blocks[block]
        place = 0
        while free_from[place] > arrival:
            place += 1
        free_from[place] = departure
        earliest[block] = min(free_from)
        cabins[guest] = block * width + place + 1
    return cabins
