def count_ways(field):
    rows = len(field)
    cols = len(field[0])
    ways = [[0] * cols for _ in range(rows)]
    for r in range(rows):
        for c in range(cols):
            if field[r][c] == "#":
                continue
            if r == 0 and c == 0:
                ways[r][c] = 1
            if r > 0:
                ways[r][c] += ways[r - 1][c]
            if c > 0:
                ways[r][c] += ways[r][c - 1]
    return ways[rows - 1][cols - 1]
