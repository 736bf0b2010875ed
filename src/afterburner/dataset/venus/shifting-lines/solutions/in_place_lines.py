class Solution:
    def play(self, board, moves):
        rows = len(board)
        cols = len(board[0])
        for kind, line, places in moves:
            if kind == "row":
                row = board[line]
                places %= cols
                board[line] = row[cols - places:] + row[:cols - places]
            else:
                column = [row[line] for row in board]
                for r, value in enumerate(column, places):
                    board[r % rows][line] = value
        return board
