rows, columns = map(int, input().split())
board = [list(map(int, input().split())) for _ in range(rows)]


def seen_from(row, column):
    total = board[row][column]
    for down in (-1, 1):
        for right in (-1, 1):
            r = row + down
            c = column + right
            while 0 <= r < rows and 0 <= c < columns:
                total += board[r][c]
                r += down
                c += right
    return total


best = None
for row in range(rows):
    for column in range(columns):
        total = seen_from(row, column)
        if best is None or total > best[0]:
            best = (total, row + 1, column + 1)
print(*best)
