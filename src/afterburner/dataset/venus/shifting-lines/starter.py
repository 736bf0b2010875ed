class Solution:
    def play(self, board, moves):
        # TODO: return the board after the moves
        pass
