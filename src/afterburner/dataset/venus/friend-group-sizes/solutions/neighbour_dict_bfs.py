class Solution:
    def group_sizes(self, n, links):
        friends = {}
        for a, b in links:
            friends.setdefault(a, set()).add(b)
            friends.setdefault(b, set()).add(a)
        left = set(range(n))
        sizes = []
        while left:
            level = {left.pop()}
            size = 0
            while level:
                size += len(level)
                around = set()
                for person in level:
                    around |= friends.get(person, set())
                level = around & left
                left -= level
            sizes.append(size)
        return sorted(sizes, reverse=True)
