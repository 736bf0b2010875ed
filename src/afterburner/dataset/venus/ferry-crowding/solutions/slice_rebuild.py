def fullest_section(n, groups):
    load = [0] * n
    for a, b, p in groups:
        load[a:b + 1] = [people + p for people in load[a:b + 1]]
    most = max(load)
    return [most, load.index(most), load.count(most)]
