def count_ways(field):
    rows = len(field)
    cols = len(field[0])
    known = {}

    def ways_from(r, c):
        if r >= rows or c >= cols or field[r][c] == "#":
            return 0
        if r == rows - 1 and c == cols - 1:
            return 1
        if (r, c) not in known:
            known[(r, c)] = ways_from(r + 1, c) + ways_from(r, c + 1)
        return known[(r, c)]

    return ways_from(0, 0)
