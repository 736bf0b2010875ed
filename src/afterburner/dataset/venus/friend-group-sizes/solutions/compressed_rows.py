from array import array


class Solution:
    def group_sizes(self, n, links):
        first = array("i", bytes(4 * (n + 1)))
        for a, b in links:
            first[a] += 1
            first[b] += 1
        total = 0
        for person in range(n + 1):
            total += first[person]
            first[person] = total
        flat = array("i", bytes(4 * total))
        for a, b in links:
            first[a] -= 1
            flat[first[a]] = b
            first[b] -= 1
            flat[first[b]] = a

        seen = bytearray(n)
        sizes = []
        for person in range(n):
            if seen[person]:
                continue
            seen[person] = 1
            size = 0
            stack = [person]
            while stack:
                member = stack.pop()
                size += 1
                for friend in flat[first[member]:first[member + 1]]:
                    if not seen[friend]:
                        seen[friend] = 1
                        stack.append(friend)
            sizes.append(size)
        return sorted(sizes, reverse=True)
