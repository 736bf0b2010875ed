class Solution:
    def play(self, board, moves):
        rows = len(board)
        cols = len(board[0])
        for kind, line, places in moves:
            if kind == "row":
                for _ in range(places % cols):
                    board[line].insert(0, board[line].pop())
            else:
                column = [row[line] for row in board]
                for _ in range(places % rows):
                    column.insert(0, column.pop())
                for r in range(rows):
                    board[r][line] = column[r]
        return board
