class Solution:
    def group_sizes(self, n, links):
        group_of = {}
        for a, b in links:
            first = group_of.setdefault(a, {a})
            second = group_of.setdefault(b, {b})
            if first is second:
                continue
            if len(first) < len(second):
                first, second = second, first
            first |= second
            for person in second:
                group_of[person] = first
        groups = {id(group): len(group) for group in group_of.values()}
        return sorted(groups.values(), reverse=True) + [1] * (n - len(group_of))
