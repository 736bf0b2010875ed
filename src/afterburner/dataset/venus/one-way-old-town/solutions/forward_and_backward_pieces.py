def reached(start, links, allowed):
    seen = {start}
    stack = [start]
    while stack:
        for other in links[stack.pop()]:
            if other in allowed and other not in seen:
                seen.add(other)
                stack.append(other)
    return seen


def streets_to_add(n, streets):
    ahead = [set() for _ in range(n)]
    behind = [set() for _ in range(n)]
    for a, b in streets:
        ahead[a].add(b)
        behind[b].add(a)
    sinks = sources = parts = 0
    pieces = [set(range(n))]
    while pieces:
        piece = pieces.pop()
        square = next(iter(piece))
        forward = reached(square, ahead, piece)
        backward = reached(square, behind, piece)
        part = forward & backward
        parts += 1
        sinks += all(ahead[member] <= part for member in part)
        sources += all(behind[member] <= part for member in part)
        # No other part lies across these three.
        forward -= part
        backward -= part
        piece -= forward
        piece -= backward
        piece -= part
        pieces += [rest for rest in (forward, backward, piece) if rest]
    return 0 if parts == 1 else max(sinks, sources)
