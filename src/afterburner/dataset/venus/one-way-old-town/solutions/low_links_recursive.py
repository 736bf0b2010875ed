import sys


def streets_to_add(n, streets):
    sys.setrecursionlimit(2 * n + 1000)
    ahead = [[] for _ in range(n)]
    for a, b in streets:
        ahead[a].append(b)
    number = [None] * n
    part = [None] * n
    open_squares = []
    counter = parts = 0

    def visit(square):
        nonlocal counter, parts
        number[square] = low = counter
        counter += 1
        open_squares.append(square)
        for other in ahead[square]:
            if number[other] is None:
                low = min(low, visit(other))
            elif part[other] is None:
                low = min(low, number[other])
        if low == number[square]:
            while part[square] is None:
                part[open_squares.pop()] = parts
            parts += 1
        return low

    for square in range(n):
        if number[square] is None:
            visit(square)
    if parts == 1:
        return 0
    has_exit = [False] * parts
    has_entry = [False] * parts
    for a, b in streets:
        if part[a] != part[b]:
            has_exit[part[a]] = True
            has_entry[part[b]] = True
    return max(has_exit.count(False), has_entry.count(False))
