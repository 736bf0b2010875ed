from heapq import heappop, heappush


def cabins_of(stays):
    n = len(stays)
    # One integer per event: day, then departures before arrivals, then the guest.
    events = []
    for guest, (a, b) in enumerate(stays):
        events.append((2 * a + 1) * n + guest)
        events.append(2 * b * n + guest)
    events.sort()
    cabins = [0] * n
    free = list(range(1, n + 1))  # a sorted list is a heap
    for event in events:
        moment, guest = divmod(event, n)
        if moment & 1:
            cabins[guest] = heappop(free)
        else:
            heappush(free, cabins[guest])
    return cabins
