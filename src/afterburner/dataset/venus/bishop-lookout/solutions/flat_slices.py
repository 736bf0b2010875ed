import sys

rows, columns, *flat = map(int, sys.stdin.buffer.read().split())
steps = rows + columns
falling = [0] * steps  # by row - column, negative ones from the end
rising = [0] * steps
for start in range(columns):
    length = min(rows, columns - start)
    falling[-start] = sum(flat[start:start + length * (columns + 1):columns + 1][:length])
    length = min(rows, start + 1)
    rising[start] = sum(flat[start:start + (length - 1) * (columns - 1) + 1:columns - 1 or 1][:length])
for row in range(1, rows):
    start = row * columns
    length = min(rows - row, columns)
    falling[row] = sum(flat[start:start + length * (columns + 1):columns + 1][:length])
    start += columns - 1
    rising[row + columns - 1] = sum(flat[start:start + (length - 1) * (columns - 1) + 1:columns - 1 or 1][:length])
totals = []
for row in range(rows):
    right_up = rising[row:row + columns]
    left_up = [falling[row - column] for column in range(columns)]
    own = flat[row * columns:(row + 1) * columns]
    totals += [a + b - number for a, b, number in zip(right_up, left_up, own)]
best = max(totals)
row, column = divmod(totals.index(best), columns)
print(best, row + 1, column + 1)
