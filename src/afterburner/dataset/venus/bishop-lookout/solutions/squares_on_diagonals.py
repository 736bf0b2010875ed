rows, columns = map(int, input().split())
board = [list(map(int, input().split())) for _ in range(rows)]


def diagonals():
    """Yield the squares of each diagonal in both directions."""
    for start in range(1 - rows, columns):
        yield [(row, row + start) for row in range(rows) if 0 <= row + start < columns]
    for start in range(rows + columns - 1):
        yield [(row, start - row) for row in range(rows) if 0 <= start - row < columns]


totals = {}
for squares in diagonals():
    total = sum([board[row][column] for row, column in squares])
    for square in squares:
        totals[square] = totals.get(square, 0) + total
best = max((total - board[row][column], -row, -column) for (row, column), total in totals.items())
print(best[0], 1 - best[1], 1 - best[2])
