import heapq


def heaviest_lorry(n, roads):
    near = [[] for _ in range(n)]
    for a, b, limit in roads:
        near[a].append((-limit, b))
        near[b].append((-limit, a))
    seen = [False] * n
    heap = [(-(10**9), 0)]
    weakest = 10**9
    left = n
    while heap:
        limit, village = heapq.heappop(heap)
        if seen[village]:
            continue
        seen[village] = True
        weakest = min(weakest, -limit)
        left -= 1
        if left == 0:
            return weakest
        for road in near[village]:
            if not seen[road[1]]:
                heapq.heappush(heap, road)
    return -1
