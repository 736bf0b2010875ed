def group_counts(n, changes):
    neighbours = {}
    result = []
    for u, v in changes:
        for a, b in ((u, v), (v, u)):
            neighbours[a] = neighbours.get(a, 0) ^ 1 << b
            if not neighbours[a]:
                del neighbours[a]
        left = dict(neighbours)  # islands with roads that were not reached yet
        groups = n - len(left)
        while left:
            groups += 1
            _, to_visit = left.popitem()
            seen = to_visit
            while to_visit:
                lowest = to_visit & -to_visit
                to_visit ^= lowest
                fresh = left.pop(lowest.bit_length() - 1, 0) & ~seen
                seen |= fresh
                to_visit |= fresh
        result.append(groups)
    return result
