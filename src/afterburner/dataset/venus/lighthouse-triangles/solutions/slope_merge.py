from math import atan2, gcd


def joined(left, right):
    """Counts of chains in two neighbouring parts: up, down, up-down, down-up, alternating triples."""
    u, d, ud, du, three = left
    v, e, ve, ev, other = right
    return (
        u + v,
        d + e,
        ud + ve + u * e,
        du + ev + d * v,
        three + other + u * ev + d * ve + ud * v + du * e,
    )


def enclosing_triangles(buoys):
    lines = {}
    for x, y in buoys:
        shared = gcd(x, y)
        down = y < 0 or (y == 0 and x < 0)
        if down:
            shared = -shared
        line = lines.setdefault((x // shared, y // shared), [0, 0])
        line[down] += 1
    order = sorted(lines, key=lambda line: atan2(line[1], line[0]))
    parts = [(*lines[line], 0, 0, 0) for line in order]
    while len(parts) > 1:
        halved = [joined(a, b) for a, b in zip(parts[::2], parts[1::2])]
        if len(parts) % 2:
            halved.append(parts[-1])
        parts = halved
    return parts[0][4] if parts else 0
