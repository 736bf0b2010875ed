from collections import deque


class Solution:
    def play(self, board, moves):
        board = [deque(row) for row in board]
        for kind, line, places in moves:
            if kind == "row":
                board[line].rotate(places)
            else:
                column = deque(row[line] for row in board)
                column.rotate(places)
                for row, value in zip(board, column):
                    row[line] = value
        return [list(row) for row in board]
