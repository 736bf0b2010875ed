def group_counts(n, changes):
    q = len(changes)
    if not q:
        return []
    size = 1
    while size < q:
        size *= 2
    roads_of = [[] for _ in range(2 * size)]

    def add(start, end, road):
        left, right = start + size, end + size
        while left < right:
            if left & 1:
                roads_of[left].append(road)
                left += 1
            if right & 1:
                right -= 1
                roads_of[right].append(road)
            left >>= 1
            right >>= 1

    opened = {}
    for time, (u, v) in enumerate(changes):
        road = (u, v) if u < v else (v, u)
        if road in opened:
            add(opened.pop(road), time, road)
        else:
            opened[road] = time
    for road, time in opened.items():
        add(time, q, road)

    parent = list(range(n))
    rank = [0] * n
    result = []

    def visit(node, first, width, groups):
        if first >= q:
            return
        joined = []
        for a, b in roads_of[node]:
            while parent[a] != a:
                a = parent[a]
            while parent[b] != b:
                b = parent[b]
            if a != b:
                if rank[a] < rank[b]:
                    a, b = b, a
                parent[b] = a
                joined.append((a, b, rank[a]))
                if rank[a] == rank[b]:
                    rank[a] += 1
                groups -= 1
        if node >= size:
            result.append(groups)
        else:
            visit(2 * node, first, width // 2, groups)
            visit(2 * node + 1, first + width // 2, width // 2, groups)
        for a, b, old in reversed(joined):
            parent[b] = b
            rank[a] = old

    visit(1, 0, size, n)
    return result
