import copy


class Solution:
    def play(self, board, moves):
        rows = len(board)
        cols = len(board[0])
        for kind, line, places in moves:
            new_board = copy.deepcopy(board)
            if kind == "row":
                for c in range(cols):
                    new_board[line][(c + places) % cols] = board[line][c]
            else:
                for r in range(rows):
                    new_board[(r + places) % rows][line] = board[r][line]
            board = new_board
        return board
