def shining_lamps(signals):
    xs = sorted({x for signal in signals for x in signal[::2]})
    ys = sorted({y for signal in signals for y in signal[1::2]})
    column = {x: i for i, x in enumerate(xs)}
    row = {y: j for j, y in enumerate(ys)}
    shines = [0] * len(xs)
    for x1, y1, x2, y2 in signals:
        mask = (1 << row[y2]) - (1 << row[y1])
        for i in range(column[x1], column[x2]):
            shines[i] ^= mask
    lamps = 0
    for i, flags in enumerate(shines):
        borders = flags ^ (flags << 1)  # a bit where a run of shining pieces starts or ends
        length = 0
        sign = -1
        while borders:
            lowest = borders & -borders
            length += sign * ys[lowest.bit_length() - 1]
            sign = -sign
            borders ^= lowest
        if length:
            lamps += length * (xs[i + 1] - xs[i])
    return lamps
