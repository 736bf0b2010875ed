class Solution:
    def count_ones(self, queries: list[list[int]]) -> list[int]:
        # TODO: for every pair [a, b] count the ones in a, a + 1, ..., b
        pass
