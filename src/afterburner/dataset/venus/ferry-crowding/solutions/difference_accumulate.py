from itertools import accumulate


def fullest_section(n, groups):
    change = [0] * (n + 1)
    for a, b, p in groups:
        change[a] += p
        change[b + 1] -= p
    change.pop()
    load = list(accumulate(change))
    most = max(load)
    return [most, load.index(most), load.count(most)]
