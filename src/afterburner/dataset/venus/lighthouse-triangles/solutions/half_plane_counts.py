from math import comb


def enclosing_triangles(buoys):
    """Triples in a closed half-plane are found at their first buoy against the clock."""
    n = len(buoys)
    bad = 0
    twice = 0  # triples on one line through the lighthouse with buoys on both sides
    done = set()
    for x, y in buoys:
        if (x, y) in done:
            continue
        same = left = opposite = 0
        for u, v in buoys:
            side = x * v - y * u
            if side > 0:
                left += 1
            elif side == 0:
                if x * u + y * v > 0:
                    same += 1
                    done.add((u, v))
                else:
                    opposite += 1
        ahead = left + opposite
        bad += comb(same + ahead, 3) - comb(ahead, 3)
        twice += comb(same, 2) * opposite + comb(opposite, 2) * same
    return comb(n, 3) - bad + twice // 2
