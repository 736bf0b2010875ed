def count_ways(field):
    rows = len(field)
    cols = len(field[0])
    ways = [[0] * (cols + 1) for _ in range(rows + 1)]
    ways[rows][cols - 1] = 1
    for r in range(rows - 1, -1, -1):
        here, below, line = ways[r], ways[r + 1], field[r]
        for c in range(cols - 1, -1, -1):
            if line[c] == ".":
                here[c] = below[c] + here[c + 1]
    return ways[0][0]
