import sys


def main():
    read = sys.stdin.readline
    n, m = map(int, read().split())
    near = {}
    ends = []
    for k in range(m):
        a, b = map(int, read().split())
        ends.append((a, b))
        near.setdefault(a, []).append((b, k))
        near.setdefault(b, []).append((a, k))
    above = {}
    depth = {}
    bridge_up = {}
    for first in near:
        if first in depth:
            continue
        depth[first] = 0
        stack = [first]
        while stack:
            island = stack.pop()
            for other, k in near[island]:
                if other not in depth:
                    depth[other] = depth[island] + 1
                    above[other] = island
                    bridge_up[other] = k
                    stack.append(other)
    vital = set(bridge_up.values())
    for k, (a, b) in enumerate(ends):
        if bridge_up.get(a) == k or bridge_up.get(b) == k:
            continue
        while a != b:
            if depth[a] < depth[b]:
                a, b = b, a
            vital.discard(bridge_up[a])
            a = above[a]
    print(*sorted(k + 1 for k in vital) if vital else ["none"])


main()
