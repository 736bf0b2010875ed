from bisect import bisect_left


def shining_lamps(signals):
    events = []
    for x1, y1, x2, y2 in signals:
        events += [(x1, y1), (x1, y2), (x2, y1), (x2, y2)]
    events.sort()
    odd = []
    lamps = before = 0
    for x, y in events:
        if x > before:
            lamps += (x - before) * (sum(odd[1::2]) - sum(odd[::2]))
            before = x
        at = bisect_left(odd, y)
        if at < len(odd) and odd[at] == y:
            del odd[at]
        else:
            odd.insert(at, y)
    return lamps
