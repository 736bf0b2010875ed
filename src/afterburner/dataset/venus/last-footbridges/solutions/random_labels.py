import random
import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()))
    n, m = numbers[:2]
    left, right = numbers[2::2], numbers[3::2]
    near = [[] for _ in range(n + 1)]
    parent = list(range(n + 1))
    label = [0] * (n + 1)
    for k in range(m):
        a = root_a = left[k]
        b = root_b = right[k]
        while parent[root_a] != root_a:
            parent[root_a] = root_a = parent[parent[root_a]]
        while parent[root_b] != root_b:
            parent[root_b] = root_b = parent[parent[root_b]]
        if root_a != root_b:
            parent[root_a] = root_b
            near[a].append((b, k))
            near[b].append((a, k))
        else:
            # Its label appears at both ends and so cancels out above the circle.
            word = random.getrandbits(64)
            label[a] ^= word
            label[b] ^= word
    came_by = [-2] * (n + 1)
    above = [0] * (n + 1)
    order = []
    for first in range(1, n + 1):
        if came_by[first] > -2:
            continue
        came_by[first] = -1
        stack = [first]
        while stack:
            island = stack.pop()
            order.append(island)
            for other, k in near[island]:
                if came_by[other] == -2:
                    came_by[other] = k
                    above[other] = island
                    stack.append(other)
    vital = []
    for island in reversed(order):
        if label[island]:
            label[above[island]] ^= label[island]
        elif came_by[island] >= 0:
            vital.append(came_by[island] + 1)
    print(*sorted(vital) if vital else ["none"])


main()
