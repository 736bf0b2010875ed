class Solution:
    def play(self, board, moves):
        rows = len(board)
        cols = len(board[0])
        flat = [value for row in board for value in row]
        for kind, line, places in moves:
            if kind == "row":
                where = slice(line * cols, (line + 1) * cols)
                cut = cols - places % cols
            else:
                where = slice(line, None, cols)
                cut = rows - places % rows
            values = flat[where]
            flat[where] = values[cut:] + values[:cut]
        return [flat[i:i + cols] for i in range(0, rows * cols, cols)]
