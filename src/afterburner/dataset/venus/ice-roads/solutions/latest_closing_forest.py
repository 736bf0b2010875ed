def closing_times(changes):
    """Return for each opening when the road closes, and for each closing None."""
    end = [len(changes)] * len(changes)
    opened = {}
    for time, (u, v) in enumerate(changes):
        road = (min(u, v), max(u, v))
        if road in opened:
            end[opened.pop(road)] = time
            end[time] = None
        else:
            opened[road] = time
    return end


def group_counts(n, changes):
    forest = [{} for _ in range(n)]  # forest[u][v]: when the road closes

    def first_to_close(u, v):
        """Return the road (a, b) on the way from u to v that closes first, or None without a way."""
        best = {u: None}
        stack = [u]
        while stack:
            island = stack.pop()
            road = best[island]
            for other, end in forest[island].items():
                if other not in best:
                    best[other] = (end, island, other) if road is None or end < road[0] else road
                    if other == v:
                        return best[other]
                    stack.append(other)
        return None

    groups = n
    result = []
    for (u, v), end in zip(changes, closing_times(changes)):
        if end is None:
            if v in forest[u]:
                del forest[u][v], forest[v][u]
                groups += 1
        else:
            worst = first_to_close(u, v)
            if worst is None:
                groups -= 1
                forest[u][v] = forest[v][u] = end
            elif worst[0] < end:
                _, a, b = worst
                del forest[a][b], forest[b][a]
                forest[u][v] = forest[v][u] = end
        result.append(groups)
    return result
