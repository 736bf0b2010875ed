import random
from bisect import bisect_left, bisect_right


def kth_distance(marks, k):
    marks = sorted(marks)
    rng = random.Random(1)
    rows = [(i, i + 1, len(marks)) for i in range(len(marks) - 1)]  # candidates marks[low:high] of row i
    while True:
        pick = rng.randrange(sum(high - low for _i, low, high in rows))
        for i, low, high in rows:
            if pick < high - low:
                break
            pick -= high - low
        pivot = marks[low + pick] - marks[i]
        smaller = [(i, low, bisect_left(marks, marks[i] + pivot, low, high)) for i, low, high in rows]
        larger = [(i, bisect_right(marks, marks[i] + pivot, low, high), high) for i, low, high in rows]
        below = sum(cut - low for _i, low, cut in smaller)
        up_to = sum(cut - low for (_i, low, _h), (_j, cut, _k) in zip(rows, larger))
        if below < k <= up_to:
            return pivot
        if k <= below:
            rows = [row for row in smaller if row[1] < row[2]]
        else:
            rows = [row for row in larger if row[1] < row[2]]
            k -= up_to
