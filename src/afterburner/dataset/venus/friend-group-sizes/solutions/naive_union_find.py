class Solution:
    def group_sizes(self, n, links):
        parent = list(range(n))

        def find(person):
            while parent[person] != person:
                person = parent[person]
            return person

        for a, b in links:
            parent[find(a)] = find(b)

        sizes = {}
        for person in range(n):
            root = find(person)
            if root in sizes:
                sizes[root] += 1
            else:
                sizes[root] = 1
        return sorted(sizes.values(), reverse=True)
