def fullest_section(n, groups):
    change = [0] * (n + 1)
    for a, b, p in groups:
        change[a] += p
        change[b + 1] -= p
    load = []
    aboard = 0
    for section in range(n):
        aboard += change[section]
        load.append(aboard)
    most = max(load)
    return [most, load.index(most), load.count(most)]
