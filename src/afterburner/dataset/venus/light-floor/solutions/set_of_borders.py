def shining_lamps(signals):
    changes = {}
    for x1, y1, x2, y2 in signals:
        for x in (x1, x2):
            changes.setdefault(x, set())
            changes[x] ^= {y1, y2}
    lamps = 0
    odd = set()
    before = 0
    for x in sorted(changes):
        ys = sorted(odd)
        lamps += (x - before) * (sum(ys[1::2]) - sum(ys[::2]))
        odd ^= changes[x]
        before = x
    return lamps
