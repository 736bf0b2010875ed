rows, cols = map(int, input().split())
grid = [list(input()) for _ in range(rows)]

for r in range(rows):
    for c in range(cols):
        if grid[r][c] == "S":
            start = (r, c)
        elif grid[r][c] == "G":
            goal = (r, c)

distance = {start: 0}
queue = [start]
while queue:
    r, c = queue.pop(0)
    for cell in [(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)]:
        nr, nc = cell
        if 0 <= nr < rows and 0 <= nc < cols and grid[nr][nc] != "#" and cell not in distance:
            distance[cell] = distance[(r, c)] + 1
            queue.append(cell)
print(distance.get(goal, -1))
