def group_counts(n, changes):
    neighbours = [[] for _ in range(n)]
    label = list(range(n))
    members = {island: [island] for island in range(n)}
    labels = n
    result = []
    for u, v in changes:
        if v not in neighbours[u]:
            neighbours[u].append(v)
            neighbours[v].append(u)
            large, small = label[u], label[v]
            if large != small:
                if len(members[large]) < len(members[small]):
                    large, small = small, large
                moved = members.pop(small)
                for island in moved:
                    label[island] = large
                members[large] += moved
        else:
            neighbours[u].remove(v)
            neighbours[v].remove(u)
            old = label[u]
            # A side with the end that has fewer roads is tried first: it may be a small one.
            start, goal = (u, v) if len(neighbours[u]) < len(neighbours[v]) else (v, u)
            label[start] = labels
            side = [start]
            for island in side:
                for other in neighbours[island]:
                    if label[other] == old:
                        label[other] = labels
                        side.append(other)
                if label[goal] == labels:
                    break
            if label[goal] == labels:
                for island in side:
                    label[island] = old
            else:
                members[labels] = side
                members[old] = [island for island in members[old] if label[island] == old]
                labels += 1
        result.append(len(members))
    return result
