from bisect import insort


def cabins_of(stays):
    n = len(stays)
    by_arrival = sorted(range(n), key=lambda guest: stays[guest][0])
    by_departure = sorted(range(n), key=lambda guest: stays[guest][1])
    cabins = [0] * n
    free = []  # negative numbers: the lowest cabin is at the end
    built = gone = 0
    for guest in by_arrival:
        arrival = stays[guest][0]
        while stays[by_departure[gone]][1] <= arrival:
            insort(free, -cabins[by_departure[gone]])
            gone += 1
        if free:
            cabins[guest] = -free.pop()
        else:
            built += 1
            cabins[guest] = built
    return cabins
