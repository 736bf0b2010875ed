def count_ways(field):
    rows = len(field)
    cols = len(field[0])
    if field[0][0] == "#":
        return 0
    # the cells that can follow each cell, cells numbered row by row
    following = []
    for r in range(rows):
        for c in range(cols):
            steps = []
            if c + 1 < cols and field[r][c + 1] == ".":
                steps.append(r * cols + c + 1)
            if r + 1 < rows and field[r + 1][c] == ".":
                steps.append((r + 1) * cols + c)
            following.append(steps)
    goal = rows * cols - 1
    ways = 0
    stack = [0]
    while stack:
        cell = stack.pop()
        if cell == goal:
            ways += 1
        else:
            stack.extend(following[cell])
    return ways
