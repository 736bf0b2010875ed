from bisect import bisect


def total_of_maxima(values):
    n = len(values)
    total = 0
    placed = [-1, n]
    for day in sorted(range(n), key=values.__getitem__, reverse=True):
        at = bisect(placed, day)
        total += values[day] * (day - placed[at - 1]) * (placed[at] - day)
        placed.insert(at, day)
    return total


def total_span(temperatures):
    return total_of_maxima(temperatures) + total_of_maxima([-value for value in temperatures])
