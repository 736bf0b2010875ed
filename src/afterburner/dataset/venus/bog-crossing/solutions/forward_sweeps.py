def least_effort(effort):
    rows, cols = len(effort), len(effort[0])
    far = 10 * rows * cols
    best = [[far] * cols for _ in range(rows)]
    best[0][0] = effort[0][0]
    changed = True
    while changed:
        changed = False
        for r in range(rows):
            for c in range(cols):
                here = best[r][c] - effort[r][c]
                for nr, nc in ((r - 1, c), (r, c - 1), (r, c + 1), (r + 1, c)):
                    if 0 <= nr < rows and 0 <= nc < cols and best[nr][nc] < here:
                        here = best[nr][nc]
                        best[r][c] = here + effort[r][c]
                        changed = True
    return best[rows - 1][cols - 1]
