def strokes(line, wish):
    n, m = len(line), len(wish)
    seen = set()
    layer = [(0, 0)]
    count = 0
    while True:
        after = []
        for i, j in layer:
            while i < n and j < m and line[i] == wish[j]:
                i += 1
                j += 1
            if i == n and j == m:
                return count
            if (i, j) in seen:
                continue
            seen.add((i, j))
            if i < n:
                after.append((i + 1, j))
            if j < m:
                after.append((i, j + 1))
        layer = after
        count += 1


def copyist_strokes(written, meant):
    return [strokes(line, wish) for line, wish in zip(written, meant)]
