from functools import cache

rows, columns = map(int, input().split())
board = [list(map(int, input().split())) for _ in range(rows)]


@cache
def onwards(row, column, down, right):
    """Sum of the squares from this one on, in one direction."""
    if not (0 <= row < rows and 0 <= column < columns):
        return 0
    return board[row][column] + onwards(row + down, column + right, down, right)


def key(square):
    row, column = square
    total = -3 * board[row][column]
    for down in (-1, 1):
        for right in (-1, 1):
            total += onwards(row, column, down, right)
    return total, -row, -column


total, row, column = max(map(key, ((row, column) for row in range(rows) for column in range(columns))))
print(total, 1 - row, 1 - column)
