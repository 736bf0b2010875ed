import sys

sys.setrecursionlimit(15000)


class Solution:
    def group_sizes(self, n, links):
        friends = [[] for _ in range(n)]
        for a, b in links:
            friends[a].append(b)
            friends[b].append(a)
        seen = [False] * n

        def visit(person):
            seen[person] = True
            count = 1
            for friend in friends[person]:
                if not seen[friend]:
                    count += visit(friend)
            return count

        sizes = [visit(person) for person in range(n) if not seen[person]]
        sizes.sort(reverse=True)
        return sizes
