def count_below(marks, bar):
    """For each beacon, the first beacon after it that is at least bar away."""
    cuts = []
    at = 0
    for i, mark in enumerate(marks):
        at = max(at, i + 1)
        while at < len(marks) and marks[at] - mark < bar:
            at += 1
        cuts.append(at)
    return cuts


def kth_distance(marks, k):
    marks = sorted(marks)
    n = len(marks)
    lows = list(range(1, n + 1))
    highs = [n] * n
    while True:
        middles = sorted(
            (marks[(low + high) // 2] - marks[i], high - low)
            for i, (low, high) in enumerate(zip(lows, highs))
            if low < high
        )
        half = sum(weight for _middle, weight in middles) // 2
        for pivot, weight in middles:
            half -= weight
            if half < 0:
                break
        below = count_below(marks, pivot)
        up_to = count_below(marks, pivot + 1)
        if k <= sum(below) - n * (n + 1) // 2:
            highs = list(map(min, highs, below))
        elif k > sum(up_to) - n * (n + 1) // 2:
            lows = list(map(max, lows, up_to))
        else:
            return pivot
