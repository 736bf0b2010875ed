from math import isqrt


def fullest_section(n, groups):
    width = isqrt(n) + 1
    common = [0] * (n // width + 1)
    load = [0] * n
    for a, b, p in groups:
        first = -(-a // width)  # first block that is whole inside the group
        last = (b + 1) // width  # block after the last such one
        if first >= last:
            for section in range(a, b + 1):
                load[section] += p
            continue
        for section in range(a, first * width):
            load[section] += p
        for block in range(first, last):
            common[block] += p
        for section in range(last * width, b + 1):
            load[section] += p

    best = [-1, 0, 0]
    for block, start in enumerate(range(0, n, width)):
        part = load[start:start + width]
        inner = max(part)
        most = inner + common[block]
        if most > best[0]:
            best = [most, start + part.index(inner), part.count(inner)]
        elif most == best[0]:
            best[2] += part.count(inner)
    return best
