import sys
from collections import deque


def main():
    read = sys.stdin.readline
    n, m = map(int, read().split())
    ends = [tuple(map(int, read().split())) for _ in range(m)]
    near = [[] for _ in range(n + 1)]
    for k, (a, b) in enumerate(ends):
        near[a].append((b, k))
        near[b].append((a, k))
    above = [0] * (n + 1)
    depth = [-1] * (n + 1)
    bridge_up = [-1] * (n + 1)
    order = []
    for first in range(1, n + 1):
        if depth[first] >= 0:
            continue
        depth[first] = 0
        queue = deque([first])
        while queue:
            island = queue.popleft()
            order.append(island)
            for other, k in near[island]:
                if depth[other] < 0:
                    depth[other] = depth[island] + 1
                    above[other] = island
                    bridge_up[other] = k
                    queue.append(other)
    covers = [0] * (n + 1)
    for k, (a, b) in enumerate(ends):
        if bridge_up[a] == k or bridge_up[b] == k:
            continue
        covers[a] += 1
        covers[b] += 1
        while a != b:
            if depth[a] < depth[b]:
                b = above[b]
            elif depth[b] < depth[a]:
                a = above[a]
            else:
                a, b = above[a], above[b]
        covers[a] -= 2
    vital = []
    for island in reversed(order):
        covers[above[island]] += covers[island]
        if covers[island] == 0 and bridge_up[island] >= 0:
            vital.append(bridge_up[island] + 1)
    vital.sort()
    print(" ".join(map(str, vital)) if vital else "none")


main()
