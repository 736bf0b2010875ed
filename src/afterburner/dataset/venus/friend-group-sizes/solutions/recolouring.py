class Solution:
    def group_sizes(self, n, links):
        colour = list(range(n))
        members = {person: [person] for person in range(n)}
        for a, b in links:
            keep, drop = colour[a], colour[b]
            if keep == drop:
                continue
            if len(members[keep]) < len(members[drop]):
                keep, drop = drop, keep
            for person in members[drop]:
                colour[person] = keep
            members[keep] += members.pop(drop)
        return sorted((len(group) for group in members.values()), reverse=True)
