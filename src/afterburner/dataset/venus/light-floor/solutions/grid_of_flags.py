def shining_lamps(signals):
    xs = sorted({x for x1, _y1, x2, _y2 in signals for x in (x1, x2)})
    ys = sorted({y for _x1, y1, _x2, y2 in signals for y in (y1, y2)})
    column = {x: i for i, x in enumerate(xs)}
    row = {y: j for j, y in enumerate(ys)}
    shines = [[False] * len(ys) for _ in xs]
    for x1, y1, x2, y2 in signals:
        rows = range(row[y1], row[y2])
        for i in range(column[x1], column[x2]):
            flags = shines[i]
            for j in rows:
                flags[j] = not flags[j]
    lamps = 0
    for i in range(len(xs) - 1):
        for j in range(len(ys) - 1):
            if shines[i][j]:
                lamps += (xs[i + 1] - xs[i]) * (ys[j + 1] - ys[j])
    return lamps
