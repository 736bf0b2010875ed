from collections import deque

rows, cols = map(int, input().split())
grid = [input() for _ in range(rows)]
for r, line in enumerate(grid):
    if "S" in line:
        start = (r, line.index("S"))
    if "G" in line:
        goal = (r, line.index("G"))

visited = {start}
queue = deque([(start[0], start[1], 0)])
answer = -1
while queue:
    r, c, steps = queue.popleft()
    if (r, c) == goal:
        answer = steps
        break
    for nr, nc in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
        if 0 <= nr < rows and 0 <= nc < cols and grid[nr][nc] != "#" and (nr, nc) not in visited:
            visited.add((nr, nc))
            queue.append((nr, nc, steps + 1))
print(answer)
