def count_ways(field):
    cols = len(field[0])
    row = {0: 1}
    for line in field:
        following = {}
        # Columns come in ascending order, each stretch of grass is followed to its end.
        done = 0
        for c in row:
            if c < done:
                continue
            ways = 0
            while c < cols and line[c] == ".":
                ways += row.get(c, 0)
                following[c] = ways
                c += 1
            done = c
        row = following
        if not row:
            return 0
    return row.get(cols - 1, 0)
