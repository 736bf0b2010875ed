from bisect import bisect_left


def cabins_of(stays):
    n = len(stays)
    order = sorted(range(n), key=lambda guest: stays[guest][0])
    arrivals = [stays[guest][0] for guest in order]
    # unhoused[i]: a place from i on, all guests between have a cabin; followed to the end it leads to one who has none.
    unhoused = list(range(n + 1))

    def next_from(i):
        end = i
        while unhoused[end] != end:
            end = unhoused[end]
        while unhoused[i] != end:
            unhoused[i], i = end, unhoused[i]
        return end

    cabins = [0] * n
    cabin = 1
    while (i := next_from(0)) < n:
        while i < n:
            guest = order[i]
            cabins[guest] = cabin
            unhoused[i] = i + 1
            i = next_from(bisect_left(arrivals, stays[guest][1], i + 1))
        cabin += 1
    return cabins
