def count(signals, x1, y1, x2, y2, *, shines):
    """How many lamps of a part shine, given the signals that cover some of it and whether it shone before."""
    partial = []
    for signal in signals:
        u1, v1, u2, v2 = signal
        if u1 <= x1 and x2 <= u2 and v1 <= y1 and y2 <= v2:
            shines = not shines
        elif u1 < x2 and x1 < u2 and v1 < y2 and y1 < v2:
            partial.append(signal)
    if not partial:
        return (x2 - x1) * (y2 - y1) * shines
    # Cut at a border that runs through this part: the middle one in the direction that has more of them.
    xs = sorted(x for signal in partial for x in (signal[0], signal[2]) if x1 < x < x2)
    ys = sorted(y for signal in partial for y in (signal[1], signal[3]) if y1 < y < y2)
    if len(xs) >= len(ys):
        x = xs[len(xs) // 2]
        return count(partial, x1, y1, x, y2, shines=shines) + count(partial, x, y1, x2, y2, shines=shines)
    y = ys[len(ys) // 2]
    return count(partial, x1, y1, x2, y, shines=shines) + count(partial, x1, y, x2, y2, shines=shines)


def shining_lamps(signals):
    return count(signals, 0, 0, 10**9, 10**9, shines=False)
