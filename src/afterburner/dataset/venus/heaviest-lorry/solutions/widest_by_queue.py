from collections import deque


def heaviest_lorry(n, roads):
    near = {}
    for a, b, limit in roads:
        near.setdefault(a, []).append((b, limit))
        near.setdefault(b, []).append((a, limit))
    widest = {0: 10**9}
    queue = deque([0])
    waiting = {0}
    while queue:
        village = queue.popleft()
        waiting.discard(village)
        here = widest[village]
        for other, limit in near.get(village, ()):
            width = here if here < limit else limit
            if width > widest.get(other, 0):
                widest[other] = width
                if other not in waiting:
                    waiting.add(other)
                    queue.append(other)
    return min(widest.values()) if len(widest) == n else -1
