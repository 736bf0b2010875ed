class Solution:
    def play(self, board, moves):
        turned = False
        for kind, line, places in moves:
            if (kind == "column") != turned:
                board = [list(row) for row in zip(*board)]
                turned = not turned
            row = board[line]
            cut = len(row) - places % len(row)
            board[line] = row[cut:] + row[:cut]
        if turned:
            board = [list(row) for row in zip(*board)]
        return board
