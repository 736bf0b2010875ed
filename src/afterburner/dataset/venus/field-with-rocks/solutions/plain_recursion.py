def count_ways(field):
    rows = len(field)
    cols = len(field[0])

    def ways_from(r, c):
        if r >= rows or c >= cols:
            return 0
        if field[r][c] == "#":
            return 0
        if r == rows - 1 and c == cols - 1:
            return 1
        return ways_from(r + 1, c) + ways_from(r, c + 1)

    return ways_from(0, 0)
