def streets_to_add(n, streets):
    ahead = [[] for _ in range(n)]
    for a, b in streets:
        ahead[a].append(b)
    links = [row[:] for row in ahead]
    index = [-1] * n  # position on the path; n and more: the number of a finished part
    parts = n
    sinks = 0
    entered = set()
    for root in range(n):
        if index[root] >= 0:
            continue
        path = []
        borders = []  # positions on the path where the parts known so far begin
        walk = [root]
        while walk:
            square = walk[-1]
            if index[square] < 0:
                index[square] = len(path)
                borders.append(len(path))
                path.append(square)
            if links[square]:
                other = links[square].pop()
                if index[other] < 0:
                    walk.append(other)
                else:
                    while borders[-1] > index[other]:
                        borders.pop()
                continue
            walk.pop()
            if borders and borders[-1] == index[square]:
                begin = borders.pop()
                members = path[begin:]
                del path[begin:]
                for member in members:
                    index[member] = parts
                leaves = {index[other] for member in members for other in ahead[member]}
                leaves.discard(parts)
                entered |= leaves
                sinks += not leaves
                parts += 1
    parts -= n
    return 0 if parts == 1 else max(sinks, parts - len(entered))
