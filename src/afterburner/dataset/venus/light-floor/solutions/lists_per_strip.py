def shining_lamps(signals):
    borders = sorted({x for signal in signals for x in signal[::2]})
    lamps = 0
    for left, right in zip(borders, borders[1:]):
        ys = []
        for x1, y1, x2, y2 in signals:
            if x1 <= left < x2:
                ys.append(y1)
                ys.append(y2)
        ys.sort()
        lamps += (right - left) * (sum(ys[1::2]) - sum(ys[::2]))
    return lamps
