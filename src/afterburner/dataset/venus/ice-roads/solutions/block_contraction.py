from math import isqrt


def find(parent, a):
    while parent[a] != a:
        parent[a] = parent[parent[a]]
        a = parent[a]
    return a


def group_counts(n, changes):
    width = 2 * isqrt(len(changes)) + 1
    roads = [(u, v) if u < v else (v, u) for u, v in changes]
    is_open = set()
    result = []
    for start in range(0, len(roads), width):
        block = roads[start:start + width]
        changing = set(block)
        parent = list(range(n))
        lasting = n
        for u, v in is_open - changing:
            a, b = find(parent, u), find(parent, v)
            if a != b:
                parent[a] = b
                lasting -= 1
        ends = {road: (find(parent, road[0]), find(parent, road[1])) for road in changing}
        islands = {island for pair in ends.values() for island in pair}
        open_now = is_open & changing
        for road in block:
            open_now ^= {road}
            small = {island: island for island in islands}
            groups = lasting
            for other in open_now:
                a, b = ends[other]
                a, b = find(small, a), find(small, b)
                if a != b:
                    small[a] = b
                    groups -= 1
            result.append(groups)
        is_open = (is_open - changing) | open_now
    return result
