rows, columns = map(int, input().split())
board = [list(map(int, input().split())) for _ in range(rows)]


def column_sums(shifted):
    return list(map(sum, zip(*shifted)))


# Each row one place further right than the one above: the rising diagonals are columns now.
rising = column_sums([[0] * row + numbers + [0] * (rows - 1 - row) for row, numbers in enumerate(board)])
falling = column_sums([[0] * (rows - 1 - row) + numbers + [0] * row for row, numbers in enumerate(board)])
best_rows = []
for row, numbers in enumerate(board):
    ups = rising[row:]
    downs = falling[rows - 1 - row:]
    totals = [up + down - number for up, down, number in zip(ups, downs, numbers)]
    highest = max(totals)
    best_rows.append((highest, -row, -totals.index(highest)))
total, row, column = max(best_rows)
print(total, 1 - row, 1 - column)
