def group_counts(n, changes):
    neighbours = [set() for _ in range(n)]

    def is_way(u, v):
        reached = {u}
        stack = [u]
        while stack:
            for other in neighbours[stack.pop()]:
                if other == v:
                    return True
                if other not in reached:
                    reached.add(other)
                    stack.append(other)
        return False

    groups = n
    result = []
    for u, v in changes:
        if v in neighbours[u]:
            neighbours[u].remove(v)
            neighbours[v].remove(u)
            groups += not is_way(u, v)
        else:
            groups -= not is_way(u, v)
            neighbours[u].add(v)
            neighbours[v].add(u)
        result.append(groups)
    return result
