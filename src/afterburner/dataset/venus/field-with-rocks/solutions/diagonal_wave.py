def count_ways(field):
    rows, cols = len(field), len(field[0])
    walls = [line + "#" for line in field] + ["#" * (cols + 1)]
    wave = {0: 1} if field[0][0] == "." else {}
    for diagonal in range(rows + cols - 2):
        following = {}
        for r, ways in wave.items():
            c = diagonal - r
            if walls[r][c + 1] == ".":
                following[r] = following.get(r, 0) + ways
            if walls[r + 1][c] == ".":
                following[r + 1] = following.get(r + 1, 0) + ways
        wave = following
    return wave.get(rows - 1, 0)
