from itertools import accumulate


def kth_distance(marks, k):
    first, last = min(marks), max(marks)
    road = bytearray(last - first + 1)
    for mark in marks:
        road[mark - first] = 1
    totals = list(accumulate(road))
    places = [mark - first for mark in marks]
    already = sum(totals[place] for place in places)
    low, high = 1, last - first
    while low < high:
        middle = (low + high) // 2
        count = sum([totals[place + middle] for place in places if place + middle < len(road)])
        count += len(marks) * sum([place + middle >= len(road) for place in places])
        if count - already >= k:
            high = middle
        else:
            low = middle + 1
    return low
