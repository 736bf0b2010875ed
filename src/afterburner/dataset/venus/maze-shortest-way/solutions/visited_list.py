rows, cols = map(int, input().split())
grid = []
for i in range(rows):
    grid.append(input())

for r in range(rows):
    for c in range(cols):
        if grid[r][c] == "S":
            start = (r, c)
        if grid[r][c] == "G":
            goal = (r, c)

queue = [(start, 0)]
visited = [start]
answer = -1
while len(queue) > 0:
    cell, steps = queue.pop(0)
    if cell == goal:
        answer = steps
        break
    r, c = cell
    for dr, dc in [(1, 0), (-1, 0), (0, 1), (0, -1)]:
        nr = r + dr
        nc = c + dc
        if nr >= 0 and nr < rows and nc >= 0 and nc < cols:
            if grid[nr][nc] != "#" and (nr, nc) not in visited:
                visited.append((nr, nc))
                queue.append(((nr, nc), steps + 1))
print(answer)
