rows, cols = map(int, input().split())
grid = [input() for _ in range(rows)]

start = None
goal = None
for r in range(rows):
    for c in range(cols):
        if grid[r][c] == "S":
            start = (r, c)
        elif grid[r][c] == "G":
            goal = (r, c)

seen = set()
seen.add(start)
queue = [[start]]
answer = -1
while queue:
    route = queue.pop(0)
    r, c = route[-1]
    if (r, c) == goal:
        answer = len(route) - 1
        break
    for nr, nc in [(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)]:
        if 0 <= nr < rows and 0 <= nc < cols and grid[nr][nc] != "#":
            if (nr, nc) not in seen:
                seen.add((nr, nc))
                queue.append(route + [(nr, nc)])
print(answer)
