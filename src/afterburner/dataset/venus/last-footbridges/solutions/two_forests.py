import sys


class Groups:
    def __init__(self, n):
        self.parent = [-1] * (n + 1)

    def find(self, member):
        root = member
        while self.parent[root] >= 0:
            root = self.parent[root]
        while self.parent[member] >= 0:
            self.parent[member], member = root, self.parent[member]
        return root

    def join(self, a, b):
        """Return whether the two were in different groups."""
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        if self.parent[a] > self.parent[b]:
            a, b = b, a
        self.parent[a] += self.parent[b]
        self.parent[b] = a
        return True


def main():
    read = sys.stdin.readline
    n, m = map(int, read().split())
    first, second = Groups(n), Groups(n)
    forest = [[] for _ in range(n + 1)]
    links = []
    for k in range(1, m + 1):
        a, b = map(int, read().split())
        if first.join(a, b):
            forest[a].append((b, k))
            forest[b].append((a, k))
        elif second.join(a, b):
            links.append((a, b))
        # What closes a circle in the second forest ties nothing together that isn't tied already.
    above = [0] * (n + 1)
    depth = [-1] * (n + 1)
    bridge_up = [0] * (n + 1)
    for root in range(1, n + 1):
        if depth[root] >= 0:
            continue
        depth[root] = 0
        stack = [root]
        while stack:
            island = stack.pop()
            for other, k in forest[island]:
                if depth[other] < 0:
                    depth[other] = depth[island] + 1
                    above[other] = island
                    bridge_up[other] = k
                    stack.append(other)
    tied = [False] * (m + 1)
    for a, b in links:
        while a != b:
            if depth[a] < depth[b]:
                a, b = b, a
            tied[bridge_up[a]] = True
            a = above[a]
    vital = [k for k in sorted(bridge_up) if k and not tied[k]]
    print(*vital if vital else ["none"])


main()
