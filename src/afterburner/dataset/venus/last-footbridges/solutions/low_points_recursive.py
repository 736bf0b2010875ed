import sys

n, m = map(int, input().split())
sys.setrecursionlimit(2 * n + 1000)
near = [[] for _ in range(n + 1)]
for k in range(1, m + 1):
    a, b = map(int, input().split())
    near[a].append((b, k))
    near[b].append((a, k))
number = {}
vital = []


def low_point(island, came_by):
    number[island] = low = len(number)
    for other, k in near[island]:
        if k == came_by:
            continue
        if other in number:
            low = min(low, number[other])
        else:
            below = low_point(other, k)
            if below > number[island]:
                vital.append(k)
            low = min(low, below)
    return low


for first in range(1, n + 1):
    if first not in number:
        low_point(first, 0)
print(*sorted(vital) if vital else ["none"])
