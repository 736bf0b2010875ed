from heapq import heappop, heappush


def cabins_of(stays):
    cabins = [0] * len(stays)
    free = []  # those that were taken before
    taken = []
    built = 0
    for guest in sorted(range(len(stays)), key=lambda guest: stays[guest][0]):
        arrival, departure = stays[guest]
        while taken and taken[0][0] <= arrival:
            heappush(free, heappop(taken)[1])
        if free:
            cabin = heappop(free)
        else:
            built += 1
            cabin = built
        heappush(taken, (departure, cabin))
        cabins[guest] = cabin
    return cabins
