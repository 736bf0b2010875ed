from collections import Counter


def fullest_section(n, groups):
    load = Counter()
    for a, b, p in groups:
        for section in range(a, b + 1):
            load[section] += p
    if not load:
        return [0, 0, n]
    most = max(load.values())
    fullest = [section for section, people in load.items() if people == most]
    return [most, min(fullest), len(fullest)]
