class Fenwick:
    def __init__(self, values):
        self.tree = [0] + values
        for i in range(1, len(self.tree)):
            parent = i + (i & -i)
            if parent < len(self.tree):
                self.tree[parent] += self.tree[i]

    def total(self, count):
        result = 0
        while count:
            result += self.tree[count]
            count &= count - 1
        return result


class Solution:
    def count_ones(self, queries):
        largest = max((b for _, b in queries), default=0)
        tree = Fenwick([bin(number).count("1") for number in range(largest + 1)])
        return [tree.total(b + 1) - tree.total(a) for a, b in queries]
