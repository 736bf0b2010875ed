rows, columns = map(int, input().split())
board = [list(map(int, input().split())) for _ in range(rows)]
totals = [[-number for number in numbers] for numbers in board]
for row, numbers in enumerate(board):
    for r, line in enumerate(totals):
        shift = abs(row - r)
        # The whole row is added to another row twice, moved left and moved right.
        for column in range(shift, columns):
            line[column - shift] += numbers[column]
            line[column] += numbers[column - shift]
best = max(max(line) for line in totals)
for row, line in enumerate(totals, start=1):
    if best in line:
        print(best, row, line.index(best) + 1)
        break
