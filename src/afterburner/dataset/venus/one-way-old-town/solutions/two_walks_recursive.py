import sys


def streets_to_add(n, streets):
    sys.setrecursionlimit(2 * n + 1000)
    ahead = {}
    behind = {}
    for a, b in streets:
        ahead.setdefault(a, []).append(b)
        behind.setdefault(b, []).append(a)
    seen = set()
    finished = []
    part = {}

    def walk(square):
        seen.add(square)
        for other in ahead.get(square, ()):
            if other not in seen:
                walk(other)
        finished.append(square)

    def walk_back(square, name):
        part[square] = name
        for other in behind.get(square, ()):
            if other not in part:
                walk_back(other, name)

    for square in range(n):
        if square not in seen:
            walk(square)
    for square in reversed(finished):
        if square not in part:
            walk_back(square, square)
    sources = set(part.values())
    sinks = set(sources)
    if len(sources) == 1:
        return 0
    for a, b in streets:
        if part[a] != part[b]:
            sinks.discard(part[a])
            sources.discard(part[b])
    return max(len(sources), len(sinks))
