class Solution:
    def group_sizes(self, n, links):
        parent = list(range(n))
        size = [1] * n
        for a, b in links:
            while parent[a] != a:
                parent[a] = a = parent[parent[a]]
            while parent[b] != b:
                parent[b] = b = parent[parent[b]]
            if a != b:
                if size[a] < size[b]:
                    a, b = b, a
                parent[b] = a
                size[a] += size[b]
        return sorted((size[i] for i in range(n) if parent[i] == i), reverse=True)
