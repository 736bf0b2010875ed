import sys

(rows, columns), *board = (list(map(int, line.split())) for line in sys.stdin if line.strip())
best = -10**12
place = ()
for row in range(rows):
    for column in range(columns):
        total = -board[row][column]
        for r, numbers in enumerate(board):
            left = column - abs(row - r)
            right = column + abs(row - r)
            if left >= 0:
                total += numbers[left]
            if right < columns:
                total += numbers[right]
        if total > best:
            best = total
            place = (row + 1, column + 1)
print(best, *place)
