from itertools import compress

FLIP = bytes([1, 0]) + bytes(254)


def shining_lamps(signals):
    xs = sorted({x for signal in signals for x in signal[::2]})
    ys = sorted({y for signal in signals for y in signal[1::2]})
    column = {x: i for i, x in enumerate(xs)}
    row = {y: j for j, y in enumerate(ys)}
    shines = [bytearray(len(ys)) for _ in xs]
    for x1, y1, x2, y2 in signals:
        low, high = row[y1], row[y2]
        for flags in shines[column[x1]:column[x2]]:
            flags[low:high] = flags[low:high].translate(FLIP)
    heights = [b - a for a, b in zip(ys, ys[1:])]
    return sum((b - a) * sum(compress(heights, flags)) for a, b, flags in zip(xs, xs[1:], shines))
