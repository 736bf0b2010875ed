def count_ways(field):
    row = [0] * len(field[0])
    row[0] = 1
    for line in field:
        left = 0
        for c, ch in enumerate(line):
            if ch == "#":
                left = 0
            else:
                left += row[c]
            row[c] = left
    return row[-1]
