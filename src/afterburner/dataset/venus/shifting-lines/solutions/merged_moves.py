from itertools import groupby


class Solution:
    def play(self, board, moves):
        rows = len(board)
        cols = len(board[0])
        flat = [value for row in board for value in row]
        for kind, run in groupby(moves, key=lambda move: move[0]):
            total = {}
            for _, line, places in run:
                total[line] = total.get(line, 0) + places
            for line, places in total.items():
                if kind == "row":
                    where = slice(line * cols, (line + 1) * cols)
                else:
                    where = slice(line, None, cols)
                values = flat[where]
                cut = -places % len(values)
                flat[where] = values[cut:] + values[:cut]
        return [flat[i:i + cols] for i in range(0, rows * cols, cols)]
