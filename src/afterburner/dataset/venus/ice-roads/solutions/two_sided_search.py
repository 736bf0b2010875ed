def group_counts(n, changes):
    neighbours = [set() for _ in range(n)]

    def is_way(u, v):
        near, far = {u}, {v}
        near_front, far_front = [u], [v]
        while near_front and far_front:
            if len(far_front) < len(near_front):
                near, far = far, near
                near_front, far_front = far_front, near_front
            front = []
            for island in near_front:
                for other in neighbours[island]:
                    if other not in near:
                        if other in far:
                            return True
                        near.add(other)
                        front.append(other)
            near_front = front
        return False

    groups = n
    result = []
    for u, v in changes:
        if v in neighbours[u]:
            neighbours[u].remove(v)
            neighbours[v].remove(u)
            if not is_way(u, v):
                groups += 1
        else:
            if not is_way(u, v):
                groups -= 1
            neighbours[u].add(v)
            neighbours[v].add(u)
        result.append(groups)
    return result
