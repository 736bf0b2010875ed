def least_effort(effort):
    rows, cols = len(effort), len(effort[0])
    frontier = {(0, 0): effort[0][0]}
    closed = set()
    while True:
        cell = min(frontier, key=frontier.get)
        total = frontier.pop(cell)
        r, c = cell
        if r == rows - 1 and c == cols - 1:
            return total
        closed.add(cell)
        for nr, nc in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
            if 0 <= nr < rows and 0 <= nc < cols and (nr, nc) not in closed:
                reached = total + effort[nr][nc]
                if reached < frontier.get((nr, nc), reached + 1):
                    frontier[nr, nc] = reached
