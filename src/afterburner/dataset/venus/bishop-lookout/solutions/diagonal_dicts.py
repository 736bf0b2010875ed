from collections import defaultdict

rows, columns = map(int, input().split())
squares = {}
for row in range(rows):
    for column, number in enumerate(input().split()):
        squares[row, column] = int(number)
sums = defaultdict(int)
for (row, column), number in squares.items():
    sums["falling", row - column] += number
    sums["rising", row + column] += number
totals = {
    (row, column): sums["falling", row - column] + sums["rising", row + column] - number
    for (row, column), number in squares.items()
}
row, column = max(totals, key=totals.get)
print(totals[row, column], row + 1, column + 1)
