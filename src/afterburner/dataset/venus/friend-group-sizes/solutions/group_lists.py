class Solution:
    def group_sizes(self, n, links):
        friends = {person: [] for person in range(n)}
        for a, b in links:
            friends[a].append(b)
            friends[b].append(a)
        seen = set()
        groups = []
        for person in range(n):
            if person not in seen:
                group = [person]
                for member in group:
                    for friend in friends[member]:
                        if friend not in group:
                            group.append(friend)
                seen.update(group)
                groups.append(group)
        return sorted([len(group) for group in groups], reverse=True)
