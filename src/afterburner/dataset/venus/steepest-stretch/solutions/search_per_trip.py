from collections import deque


def steepest_stretches(n, trails, trips):
    near = [[] for _ in range(n)]
    for a, b, grade in trails:
        near[a].append((b, grade))
        near[b].append((a, grade))

    def steepest(start, end):
        if start == end:
            return 0
        queue = deque([(start, -1, 0)])
        while queue:
            hut, came_from, so_far = queue.popleft()
            for other, grade in near[hut]:
                if other != came_from:
                    highest = grade if grade > so_far else so_far
                    if other == end:
                        return highest
                    queue.append((other, hut, highest))
        return None

    return [steepest(start, end) for start, end in trips]
