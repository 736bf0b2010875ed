class UnionFind:
    def __init__(self, n):
        self.parent = [-1] * n  # of a root: minus the size of its group
        self.groups = n

    def find(self, a):
        root = a
        while self.parent[root] >= 0:
            root = self.parent[root]
        while a != root:
            self.parent[a], a = root, self.parent[a]
        return root

    def unite(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b:
            return
        if self.parent[a] > self.parent[b]:
            a, b = b, a
        self.parent[a] += self.parent[b]
        self.parent[b] = a
        self.groups -= 1


def group_counts(n, changes):
    roads = set()
    union_find = UnionFind(n)
    result = []
    for u, v in changes:
        road = (u, v) if u < v else (v, u)
        if road in roads:
            roads.remove(road)
            union_find = UnionFind(n)
            for a, b in roads:
                union_find.unite(a, b)
        else:
            roads.add(road)
            union_find.unite(u, v)
        result.append(union_find.groups)
    return result
