def strokes(line, wish):
    n, m = len(line), len(wish)
    # farthest[d]: letters of line used on the diagonal where line is d letters ahead of wish.
    farthest = [0] * (2 * (n + m) + 4)  # negative diagonals stand at its end
    for count in range(n + m + 1):
        for d in range(-count, count + 1, 2):
            if d == -count or (d != count and farthest[d - 1] < farthest[d + 1]):
                i = farthest[d + 1]
            else:
                i = farthest[d - 1] + 1
            j = i - d
            while i < n and j < m and line[i] == wish[j]:
                i += 1
                j += 1
            farthest[d] = i
            if i >= n and j >= m:
                return count


def copyist_strokes(written, meant):
    return [strokes(line, wish) for line, wish in zip(written, meant)]
