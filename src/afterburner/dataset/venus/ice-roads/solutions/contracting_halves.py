def group_counts(n, changes):
    q = len(changes)
    spans = []  # (island, island, time of opening, time of closing)
    opened = {}
    for time, (u, v) in enumerate(changes):
        road = (min(u, v), max(u, v))
        if road in opened:
            spans.append((*road, opened.pop(road), time))
        else:
            opened[road] = time
    spans += [(*road, time, q) for road, time in opened.items()]
    result = [0] * q

    def solve(first, last, spans, groups):
        """Spans: the roads that are open at some time from first to last - 1, with the ends as joined so far."""
        parent = {}

        def find(a):
            while a in parent:
                if parent[a] in parent:
                    parent[a] = parent[parent[a]]
                a = parent[a]
            return a

        rest = []
        for span in spans:
            u, v, start, end = span
            if start <= first and end >= last:
                u, v = find(u), find(v)
                if u != v:
                    parent[u] = v
                    groups -= 1
            else:
                rest.append(span)
        if parent:
            rest = [(a, b, start, end) for u, v, start, end in rest if (a := find(u)) != (b := find(v))]
        if not rest:
            result[first:last] = [groups] * (last - first)
            return
        middle = (first + last) // 2
        solve(first, middle, [span for span in rest if span[2] < middle and span[3] > first], groups)
        solve(middle, last, [span for span in rest if span[3] > middle and span[2] < last], groups)

    if q:
        solve(0, q, spans, n)
    return result
