class LinkCutTrees:
    """Nodes 1 to count in splay trees; each has a value, and least is the node of the least value below it."""

    def __init__(self, values):
        count = len(values)
        self.value = values
        self.least = list(range(count))
        self.left = [0] * count
        self.right = [0] * count
        self.parent = [0] * count
        self.is_turned = [False] * count

    def is_root(self, x):
        p = self.parent[x]
        return not p or (self.left[p] != x and self.right[p] != x)

    def push(self, x):
        if self.is_turned[x]:
            a, b = self.left[x], self.right[x]
            self.left[x], self.right[x] = b, a
            self.is_turned[a] = not self.is_turned[a]
            self.is_turned[b] = not self.is_turned[b]
            self.is_turned[x] = False

    def update(self, x):
        best = x
        value = self.value
        for child in (self.left[x], self.right[x]):
            if child and value[self.least[child]] < value[best]:
                best = self.least[child]
        self.least[x] = best

    def rotate(self, x):
        left, right, parent = self.left, self.right, self.parent
        p = parent[x]
        g = parent[p]
        if g:
            if left[g] == p:
                left[g] = x
            elif right[g] == p:
                right[g] = x
        parent[x] = g
        parent[p] = x
        if left[p] == x:
            child = left[p] = right[x]
            right[x] = p
        else:
            child = right[p] = left[x]
            left[x] = p
        if child:
            parent[child] = p
        self.update(p)

    def splay(self, x):
        way = [x]
        while not self.is_root(way[-1]):
            way.append(self.parent[way[-1]])
        for node in reversed(way):
            self.push(node)
        while not self.is_root(x):
            p = self.parent[x]
            if not self.is_root(p):
                g = self.parent[p]
                self.rotate(p if (self.left[p] == x) == (self.left[g] == p) else x)
            self.rotate(x)
        self.update(x)

    def access(self, x):
        last = 0
        node = x
        while node:
            self.splay(node)
            self.right[node] = last
            self.update(node)
            last = node
            node = self.parent[node]
        self.splay(x)

    def make_root(self, x):
        self.access(x)
        self.is_turned[x] = not self.is_turned[x]

    def least_between(self, x, y):
        """Return the node of the least value on the way from x to y, or None without a way."""
        self.make_root(x)
        self.access(y)
        return self.least[y] if self.parent[x] else None

    def link(self, x, y):
        self.make_root(x)
        self.parent[x] = y

    def cut(self, x, y):
        self.make_root(x)
        self.access(y)
        self.left[y] = 0
        self.parent[x] = 0
        self.update(y)


def group_counts(n, changes):
    q = len(changes)
    end = [q + 1] * q
    opening = {}
    for time, (u, v) in enumerate(changes):
        road = (u, v) if u < v else (v, u)
        if road in opening:
            end[opening[road]] = time
            end[time] = -opening.pop(road) - 1
        else:
            opening[road] = time
    # Node 1 + u is an island, node 1 + n + time the road that opens then.
    trees = LinkCutTrees([q + 2] * (n + 1) + end)
    is_linked = [False] * q

    def change(time, act):
        u, v = changes[time]
        node = 1 + n + time
        act(node, 1 + u)
        act(node, 1 + v)
        is_linked[time] = not is_linked[time]

    groups = n
    result = []
    for time, (u, v) in enumerate(changes):
        if end[time] < 0:
            opened = -end[time] - 1
            if is_linked[opened]:
                change(opened, trees.cut)
                groups += 1
        else:
            worst = trees.least_between(1 + u, 1 + v)
            if worst is None:
                groups -= 1
                change(time, trees.link)
            elif worst > n and trees.value[worst] < end[time]:
                change(worst - 1 - n, trees.cut)
                change(time, trees.link)
        result.append(groups)
    return result
