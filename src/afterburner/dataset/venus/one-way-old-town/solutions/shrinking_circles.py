def streets_to_add(n, streets):
    ahead = [[] for _ in range(n)]
    for a, b in streets:
        ahead[a].append(b)
    parent = list(range(n))

    def find(square):
        while parent[square] != square:
            parent[square] = parent[parent[square]]
            square = parent[square]
        return square

    state = bytearray(n)  # of a shrunk part: 0 new, 1 on the path, 2 finished
    for root in range(n):
        if state[find(root)]:
            continue
        path = [find(root)]
        state[path[0]] = 1
        while path:
            here = path[-1]
            if not ahead[here]:
                state[here] = 2
                path.pop()
                continue
            other = find(ahead[here].pop())
            if state[other] == 0:
                state[other] = 1
                path.append(other)
            elif state[other] == 1 and other != here:
                # The end of the path from `other` on is a circle: it becomes one part.
                whole = path.pop()
                while True:
                    joined = path.pop()
                    is_last = joined == other
                    if len(ahead[whole]) < len(ahead[joined]):
                        whole, joined = joined, whole
                    ahead[whole] += ahead[joined]
                    ahead[joined] = []
                    parent[joined] = whole
                    if is_last:
                        break
                state[whole] = 1
                path.append(whole)
    part = [find(square) for square in range(n)]
    names = set(part)
    if len(names) == 1:
        return 0
    between = [(part[a], part[b]) for a, b in streets if part[a] != part[b]]
    return len(names) - min(len({a for a, _ in between}), len({b for _, b in between}))
