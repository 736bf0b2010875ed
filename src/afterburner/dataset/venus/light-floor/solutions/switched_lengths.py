from itertools import compress


def shining_lamps(signals):
    ys = sorted({y for signal in signals for y in signal[1::2]})
    heights = [b - a for a, b in zip(ys, ys[1:])]
    row = {y: j for j, y in enumerate(ys)}
    events = sorted((x, row[y1], row[y2]) for x1, y1, x2, y2 in signals for x in (x1, x2))
    shines = [False] * len(heights)
    lamps = before = 0
    for x, low, high in events:
        if x > before:
            lamps += (x - before) * sum(compress(heights, shines))
            before = x
        for j in range(low, high):
            shines[j] = not shines[j]
    return lamps
