import sys


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    n, m = numbers[0], numbers[1]
    near = [[] for _ in range(n + 1)]
    for k in range(1, m + 1):
        near[numbers[2 * k]].append(k)
        near[numbers[2 * k + 1]].append(k)
    above = [0] * (n + 1)
    depth = [-1] * (n + 1)
    bridge_up = [0] * (n + 1)
    in_forest = bytearray(m + 1)
    for first in range(1, n + 1):
        if depth[first] >= 0:
            continue
        depth[first] = 0
        order = [first]
        for island in order:
            for k in near[island]:
                other = numbers[2 * k] + numbers[2 * k + 1] - island
                if depth[other] < 0:
                    depth[other] = depth[island] + 1
                    above[other] = island
                    bridge_up[other] = k
                    in_forest[k] = 1
                    order.append(other)
    highest = list(range(n + 1))  # union-find towards the highest island of a shrunk part
    vital = bytearray(in_forest)

    def find(island):
        while highest[island] != island:
            highest[island] = highest[highest[island]]
            island = highest[island]
        return island

    for k in range(1, m + 1):
        if in_forest[k]:
            continue
        a, b = find(numbers[2 * k]), find(numbers[2 * k + 1])
        while a != b:
            if depth[a] < depth[b]:
                a, b = b, a
            vital[bridge_up[a]] = 0
            highest[a] = above[a]
            a = find(a)
    print(" ".join([str(k) for k in range(1, m + 1) if vital[k]]) or "none")


main()
