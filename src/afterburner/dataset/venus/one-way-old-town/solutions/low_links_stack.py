def streets_to_add(n, streets):
    ahead = [[] for _ in range(n)]
    for a, b in streets:
        ahead[a].append(b)
    low = [0] * n  # 0: not seen; n + 1 and more: the number of a finished part
    part_number = n
    counter = 0
    open_squares = []
    for root in range(n):
        if low[root]:
            continue
        counter += 1
        low[root] = counter
        walk = [(root, counter, len(open_squares), iter(ahead[root]))]
        open_squares.append(root)
        while walk:
            square, mine, height, rest = walk[-1]
            lowest = low[square]
            for other in rest:
                height_of_other = low[other]
                if not height_of_other:
                    low[square] = lowest
                    counter += 1
                    low[other] = counter
                    walk.append((other, counter, len(open_squares), iter(ahead[other])))
                    open_squares.append(other)
                    break
                if height_of_other < lowest:
                    lowest = height_of_other
            else:
                walk.pop()
                if lowest == mine:
                    part_number += 1
                    for member in open_squares[height:]:
                        low[member] = part_number
                    del open_squares[height:]
                else:
                    low[square] = lowest
                    above = walk[-1][0]
                    if lowest < low[above]:
                        low[above] = lowest
    parts = part_number - n
    if parts == 1:
        return 0
    sinks = {low[a] for a, b in streets if low[a] != low[b]}
    sources = {low[b] for a, b in streets if low[a] != low[b]}
    return parts - min(len(sinks), len(sources))
