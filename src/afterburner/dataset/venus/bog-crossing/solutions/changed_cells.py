def least_effort(effort):
    rows, cols = len(effort), len(effort[0])
    best = {(0, 0): effort[0][0]}
    changed = {(0, 0)}
    while changed:
        improved = set()
        for r, c in changed:
            here = best[r, c]
            for nr, nc in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if 0 <= nr < rows and 0 <= nc < cols:
                    total = here + effort[nr][nc]
                    if (nr, nc) not in best or total < best[nr, nc]:
                        best[nr, nc] = total
                        improved.add((nr, nc))
        changed = improved
    return best[rows - 1, cols - 1]
