from fractions import Fraction


def enclosing_triangles(buoys):
    ups = {}
    downs = {}
    for x, y in buoys:
        # The negated cotangent grows with the angle from 0 to half a turn; the line y = 0 comes first.
        slope = Fraction(-x, y) if y else Fraction(-10**6)
        side = ups if y > 0 or (y == 0 and x > 0) else downs
        side[slope] = side.get(slope, 0) + 1
    up_before = down_before = 0
    up_total = sum(ups.values())
    down_total = sum(downs.values())
    found = 0
    for slope in sorted(ups.keys() | downs.keys()):
        up = ups.get(slope, 0)
        down = downs.get(slope, 0)
        found += up * down_before * (down_total - down_before - down)
        found += down * up_before * (up_total - up_before - up)
        up_before += up
        down_before += down
    return found
