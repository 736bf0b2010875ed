from collections import Counter


class Solution:
    def group_sizes(self, n, links):
        label = list(range(n))
        changed = True
        while changed:
            changed = False
            for a, b in links:
                x, y = label[a], label[b]
                if x < y:
                    label[b] = label[y] = x
                    changed = True
                elif y < x:
                    label[a] = label[x] = y
                    changed = True
            label = [label[x] for x in label]
        return sorted(Counter(label).values(), reverse=True)
