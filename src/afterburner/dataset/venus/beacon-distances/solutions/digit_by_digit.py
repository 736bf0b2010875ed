from itertools import combinations


def kth_distance(marks, k):
    group = [abs(a - b) for a, b in combinations(marks, 2)]
    for shift in (12, 6, 0):
        boxes = [[] for _ in range(64)]
        for distance in group:
            boxes[(distance >> shift) & 63].append(distance)
        for group in boxes:
            if k <= len(group):
                break
            k -= len(group)
    return group[0]
