import sys

lines = sys.stdin.read().splitlines()
rows, columns = map(int, lines[0].split())
board = [list(map(int, line.split())) for line in lines[1:rows + 1]]


def seen_above(ordered):
    """For each row, what a bishop sees in the rows before it."""
    left = [0] * columns  # squares up on the left
    right = [0] * columns
    for numbers in ordered:
        yield [a + b for a, b in zip(left, right)]
        left = [0, *[a + number for a, number in zip(left, numbers)][:-1]]
        right = [b + number for b, number in zip(right, numbers)][1:] + [0]


above = list(seen_above(board))
below = list(seen_above(board[::-1]))[::-1]
totals = [list(map(sum, zip(*parts))) for parts in zip(above, board, below)]
best = max(map(max, totals))
row = next(row for row, line in enumerate(totals) if best in line)
print(best, row + 1, totals[row].index(best) + 1)
