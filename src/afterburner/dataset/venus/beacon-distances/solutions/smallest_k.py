import heapq
from itertools import combinations


def kth_distance(marks, k):
    pairs = len(marks) * (len(marks) - 1) // 2
    distances = (b - a for a, b in combinations(sorted(marks), 2))
    if k > pairs // 2:
        return heapq.nlargest(pairs - k + 1, distances)[-1]
    # The heap of the k smallest so far, negated: its top is the largest of them.
    kept = [-distance for _, distance in zip(range(k), distances)]
    heapq.heapify(kept)
    for distance in distances:
        if distance < -kept[0]:
            heapq.heapreplace(kept, -distance)
    return -kept[0]
