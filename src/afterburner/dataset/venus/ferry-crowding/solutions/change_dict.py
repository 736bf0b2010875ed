from collections import defaultdict


def fullest_section(n, groups):
    change = defaultdict(int)
    for a, b, p in groups:
        change[a] += p
        change[b + 1] -= p
    change[0] += 0
    change[n] += 0
    places = sorted(change)
    length_of = defaultdict(int)  # number of sections per load
    first_of = {}
    aboard = 0
    for place, after in zip(places, places[1:]):
        aboard += change[place]
        length_of[aboard] += after - place
        first_of.setdefault(aboard, place)
    most = max(length_of)
    return [most, first_of[most], length_of[most]]
