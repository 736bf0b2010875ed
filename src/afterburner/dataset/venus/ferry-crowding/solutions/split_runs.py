from bisect import bisect_left


def fullest_section(n, groups):
    starts = [0, n]  # run i goes from starts[i] to starts[i + 1] - 1
    load = [0, 0]

    def split(place):
        i = bisect_left(starts, place)
        if starts[i] != place:
            starts.insert(i, place)
            load.insert(i, load[i - 1])
        return i

    for a, b, p in groups:
        first = split(a)
        for i in range(first, split(b + 1)):
            load[i] += p
    load.pop()
    most = max(load)
    fullest = [i for i, people in enumerate(load) if people == most]
    return [most, starts[fullest[0]], sum(starts[i + 1] - starts[i] for i in fullest)]
