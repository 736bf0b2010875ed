from heapq import heappop, heappush


def fullest_section(n, groups):
    best = [0, 0, 0]
    leavers = []  # (first section without them, people) of those aboard
    place = aboard = 0

    def pass_to(after):
        nonlocal place
        if after > place:
            if aboard > best[0]:
                best[:] = [aboard, place, after - place]
            elif aboard == best[0]:
                best[2] += after - place
            place = after

    for a, b, p in sorted(groups):
        while leavers and leavers[0][0] <= a:
            end, people = heappop(leavers)
            pass_to(end)
            aboard -= people
        pass_to(a)
        aboard += p
        heappush(leavers, (b + 1, p))
    while leavers:
        end, people = heappop(leavers)
        pass_to(end)
        aboard -= people
    pass_to(n)
    return best
