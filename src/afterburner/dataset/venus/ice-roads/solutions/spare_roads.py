def group_counts(n, changes):
    forest = [set() for _ in range(n)]
    spare = [set() for _ in range(n)]

    def smaller_side(u, v):
        """Return the smaller of the trees of u and v (about), or None if it is one tree."""
        sides = ({u}, {v})
        steps = []
        for start, side in zip((u, v), sides):
            steps.append(walk(start, side))
        while True:
            for step, side, other in ((steps[0], sides[0], sides[1]), (steps[1], sides[1], sides[0])):
                island = next(step, None)
                if island is None:
                    return side
                if island in other:
                    return None

    def walk(start, side):
        stack = [start]
        while stack:
            for other in forest[stack.pop()]:
                if other not in side:
                    side.add(other)
                    stack.append(other)
                    yield other

    def change(roads, u, v):
        roads[u] ^= {v}
        roads[v] ^= {u}

    groups = n
    result = []
    for u, v in changes:
        if v in spare[u]:
            change(spare, u, v)
        elif v in forest[u]:
            change(forest, u, v)
            side = smaller_side(u, v)
            for island in side:
                beyond = spare[island] - side
                if beyond:
                    other = beyond.pop()
                    change(spare, island, other)
                    change(forest, island, other)
                    break
            else:
                groups += 1
        elif smaller_side(u, v) is None:
            change(spare, u, v)
        else:
            change(forest, u, v)
            groups -= 1
        result.append(groups)
    return result
