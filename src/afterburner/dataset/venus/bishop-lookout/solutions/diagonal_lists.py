rows, columns = map(int, input().split())
board = [list(map(int, input().split())) for _ in range(rows)]
falling = [0] * (rows + columns)
rising = [0] * (rows + columns)
for row, numbers in enumerate(board):
    for column, number in enumerate(numbers):
        falling[row - column] += number
        rising[row + column] += number
best = None
for row, numbers in enumerate(board):
    for column, number in enumerate(numbers):
        total = falling[row - column] + rising[row + column] - number
        if best is None or total > best:
            best = total
            place = (row + 1, column + 1)
print(best, *place)
