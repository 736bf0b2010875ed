rows, columns = map(int, input().split())
board = [list(map(int, input().split())) for _ in range(rows)]
falling = {}
rising = {}
lowest = 10**9
for row, numbers in enumerate(board):
    lowest = min(lowest, min(numbers))
    for column, number in enumerate(numbers):
        falling[row - column] = falling.get(row - column, 0) + number
        rising[row + column] = rising.get(row + column, 0) + number
downs = sorted(falling, key=falling.get, reverse=True)
ups = sorted(rising, key=rising.get, reverse=True)
best = (-10**12, 0, 0)
for down in downs:
    # No square of this diagonal sees more than this.
    if falling[down] + rising[ups[0]] - lowest < best[0]:
        break
    for up in ups:
        both = falling[down] + rising[up]
        if both - lowest < best[0]:
            break
        row, odd = divmod(up + down, 2)
        column = up - row
        if not odd and 0 <= row < rows and 0 <= column < columns:
            best = max(best, (both - board[row][column], -row, -column))
print(best[0], 1 - best[1], 1 - best[2])
