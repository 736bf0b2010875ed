class Solution:
    def play(self, board, moves):
        rows = len(board)
        cols = len(board[0])
        for kind, line, places in moves:
            old = [row[:] for row in board]
            if kind == "row":
                for c in range(cols):
                    board[line][(c + places) % cols] = old[line][c]
            else:
                for r in range(rows):
                    board[(r + places) % rows][line] = old[r][line]
        return board
