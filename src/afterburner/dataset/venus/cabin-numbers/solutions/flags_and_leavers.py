from collections import defaultdict


def cabins_of(stays):
    arrivals = defaultdict(list)
    leavers = defaultdict(list)
    for guest, (a, b) in enumerate(stays):
        arrivals[a].append(guest)
        leavers[b].append(guest)
    cabins = [0] * len(stays)
    taken = bytearray(len(stays) + 2)
    taken[0] = 1  # there is no cabin 0
    for day in sorted(arrivals.keys() | leavers.keys()):
        for guest in leavers.get(day, ()):
            taken[cabins[guest]] = 0
        for guest in arrivals.get(day, ()):
            cabin = taken.index(0)
            taken[cabin] = 1
            cabins[guest] = cabin
    return cabins
