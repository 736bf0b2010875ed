from array import array


class Solution:
    def play(self, board, moves):
        rows = len(board)
        cols = len(board[0])
        # place[p]: from which cell of the first board the value at cell p comes
        place = array("i", range(rows * cols))
        for kind, line, places in moves:
            if kind == "row":
                start, step, count = line * cols, 1, cols
            else:
                start, step, count = line, cols, rows
            old = place[start:start + step * (count - 1) + 1:step]
            cut = count - places % count
            place[start:start + step * (count - 1) + 1:step] = old[cut:] + old[:cut]
        values = iter(place)
        result = []
        for _ in range(rows):
            row = []
            for _ in range(cols):
                r, c = divmod(next(values), cols)
                row.append(board[r][c])
            result.append(row)
        return result
