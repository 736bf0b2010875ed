from itertools import accumulate, compress
from operator import xor


def shining_lamps(signals):
    xs = sorted({x for signal in signals for x in signal[::2]})
    ys = sorted({y for signal in signals for y in signal[1::2]})
    column = {x: i for i, x in enumerate(xs)}
    row = {y: j for j, y in enumerate(ys)}
    marks = [bytearray(len(ys)) for _ in xs]
    for x1, y1, x2, y2 in signals:
        for x in (x1, x2):
            for y in (y1, y2):
                marks[column[x]][row[y]] ^= 1
    heights = [b - a for a, b in zip(ys, ys[1:])]
    lamps = 0
    parities = bytes(len(ys))
    for a, b, corners in zip(xs, xs[1:], marks):
        parities = bytes(map(xor, parities, corners))
        lamps += (b - a) * sum(compress(heights, accumulate(parities, xor)))
    return lamps
