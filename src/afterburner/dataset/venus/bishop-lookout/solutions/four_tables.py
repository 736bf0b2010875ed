rows, columns = map(int, input().split())
board = [list(map(int, input().split())) for _ in range(rows)]


def sums_from(down, right):
    """For each square, the sum of all squares on the way from the border to it, in steps of (down, right)."""
    table = [[0] * (columns + 2) for _ in range(rows + 2)]
    row_order = range(1, rows + 1) if down > 0 else range(rows, 0, -1)
    for row in row_order:
        numbers = board[row - 1]
        before = table[row - down]
        here = table[row]
        for column in range(1, columns + 1):
            here[column] = numbers[column - 1] + before[column - right]
    return table


tables = [sums_from(down, right) for down in (-1, 1) for right in (-1, 1)]
best = None
for row in range(1, rows + 1):
    for column in range(1, columns + 1):
        total = sum(table[row][column] for table in tables) - 3 * board[row - 1][column - 1]
        if best is None or total > best[0]:
            best = (total, row, column)
print(*best)
