def least_effort(effort):
    rows, cols = len(effort), len(effort[0])
    far = 10 * rows * cols
    best = [[far] * cols for _ in range(rows)]
    best[0][0] = effort[0][0]
    while True:
        following = []
        for r in range(rows):
            above = best[r - 1] if r > 0 else [far] * cols
            here = best[r]
            below = best[r + 1] if r + 1 < rows else [far] * cols
            left = [far] + here[:-1]
            right = here[1:] + [far]
            around = map(min, above, below, left, right)
            following.append([min(old, near + cost) for old, near, cost in zip(here, around, effort[r])])
        if following == best:
            return best[-1][-1]
        best = following
