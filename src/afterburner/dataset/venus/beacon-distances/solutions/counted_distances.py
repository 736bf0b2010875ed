from collections import Counter


def kth_distance(marks, k):
    marks = sorted(marks)
    times = Counter()
    for i, mark in enumerate(marks):
        times.update(map(mark.__rsub__, marks[i + 1:]))
    for distance in sorted(times):
        k -= times[distance]
        if k <= 0:
            return distance
