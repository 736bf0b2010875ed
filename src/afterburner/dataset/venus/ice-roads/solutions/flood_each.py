def group_counts(n, changes):
    neighbours = [set() for _ in range(n)]
    result = []
    for u, v in changes:
        neighbours[u] ^= {v}
        neighbours[v] ^= {u}
        reached = [False] * n
        groups = 0
        for island in range(n):
            if reached[island]:
                continue
            groups += 1
            reached[island] = True
            stack = [island]
            while stack:
                for other in neighbours[stack.pop()]:
                    if not reached[other]:
                        reached[other] = True
                        stack.append(other)
        result.append(groups)
    return result
