n, m = map(int, input().split())
near = [[] for _ in range(n + 1)]
ends = []
for k in range(1, m + 1):
    a, b = map(int, input().split())
    ends.append((a, b))
    near[a].append((b, k))
    near[b].append((a, k))


def is_linked(start, goal, closed):
    seen = {start}
    wave = [start]
    while wave:
        following = []
        for island in wave:
            for other, k in near[island]:
                if k != closed and other not in seen:
                    if other == goal:
                        return True
                    seen.add(other)
                    following.append(other)
        wave = following
    return False


vital = [k for k, (a, b) in enumerate(ends, 1) if not is_linked(a, b, k)]
print(*vital if vital else ["none"])
