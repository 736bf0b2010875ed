WIDTH = 32  # bits per field: a sum of positions up to 5000 fits
MASK = (1 << WIDTH) - 1


def spread_table():
    """Bytes whose bit b is moved to the start of field b."""
    table = [0]
    for b in range(8):
        table += [value + (1 << (WIDTH * b)) for value in table]
    return table


def switching_effort(settings, on_effort, off_effort):
    n = len(settings)
    table = spread_table()
    shift = 8 * WIDTH
    ons = offs = 0
    for low in (0, 8, 16, 24):
        counts = 0
        positions = 0
        # From the end: the sum of the running sums weighs each setting by its place.
        for setting in reversed(settings):
            positions += counts
            counts += table[setting >> low & 255]
        for _ in range(8):
            lit = counts & MASK
            up = (positions & MASK) - lit * (lit - 1) // 2
            ons += up
            offs += lit * (n - lit) - up
            counts >>= WIDTH
            positions >>= WIDTH
    return on_effort * ons + off_effort * offs
