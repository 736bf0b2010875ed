from itertools import combinations


def enclosing_triangles(buoys):
    found = 0
    for (ax, ay), (bx, by), (cx, cy) in combinations(buoys, 3):
        side = ax * by - ay * bx
        if side > 0:
            found += bx * cy > by * cx and cx * ay > cy * ax
        elif side < 0:
            found += bx * cy < by * cx and cx * ay < cy * ax
    return found
