class Solution:
    def busy_blocks(self, meetings: list[list[int]]) -> list[list[int]]:
        # TODO: return the busy blocks as [start, end] pairs in order of time
        pass
