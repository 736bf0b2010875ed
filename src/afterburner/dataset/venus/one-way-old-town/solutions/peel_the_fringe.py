def streets_to_add(n, streets):
    ahead = [[] for _ in range(n)]
    behind = [[] for _ in range(n)]
    for a, b in streets:
        if a != b:
            ahead[a].append(b)
            behind[b].append(a)
    part = [-1] * n

    def peel(links, counts):
        """Take off, one after the other, the squares without streets of one direction: each is a part alone."""
        stack = [square for square in range(n) if part[square] < 0 and counts[square] == 0]
        for square in stack:
            part[square] = square
        while stack:
            for other in links[stack.pop()]:
                if part[other] < 0:
                    counts[other] -= 1
                    if counts[other] == 0:
                        part[other] = other
                        stack.append(other)

    def alive(links):
        return [sum(part[other] < 0 for other in links[square]) for square in range(n)]

    peel(ahead, [len(row) for row in behind])
    peel(behind, alive(ahead))
    stamp = [0] * n
    clock = 0
    for square in range(n):
        if part[square] >= 0:
            continue
        # Squares ahead of this one get the stamp, those of them that also lead here are its part.
        clock += 1
        stamp[square] = clock
        stack = [square]
        while stack:
            for other in ahead[stack.pop()]:
                if stamp[other] != clock and part[other] < 0:
                    stamp[other] = clock
                    stack.append(other)
        part[square] = square
        stack = [square]
        while stack:
            for other in behind[stack.pop()]:
                if stamp[other] == clock and part[other] < 0:
                    part[other] = square
                    stack.append(other)
    sinks = [True] * n
    sources = [True] * n
    for a, b in streets:
        if part[a] != part[b]:
            sinks[part[a]] = sources[part[b]] = False
    parts = {name for name in part}
    if len(parts) == 1:
        return 0
    return max(sum(sinks[name] for name in parts), sum(sources[name] for name in parts))
