class Solution:
    def group_sizes(self, n, links):
        friends = [[] for _ in range(n)]
        for a, b in links:
            friends[a].append(b)
            friends[b].append(a)
        new = bytearray(b"\x01") * n
        sizes = []
        for person in range(n):
            if new[person]:
                new[person] = 0
                group = [person]
                for member in group:
                    for friend in friends[member]:
                        if new[friend]:
                            new[friend] = 0
                            group.append(friend)
                sizes.append(len(group))
        sizes.sort(reverse=True)
        return sizes
