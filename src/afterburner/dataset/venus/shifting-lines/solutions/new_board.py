class Solution:
    def play(self, board, moves):
        rows = len(board)
        cols = len(board[0])
        for kind, line, places in moves:
            if kind == "row":
                board = [
                    [board[r][(c - places) % cols] if r == line else board[r][c] for c in range(cols)]
                    for r in range(rows)
                ]
            else:
                board = [
                    [board[(r - places) % rows][c] if c == line else board[r][c] for c in range(cols)]
                    for r in range(rows)
                ]
        return board
