class Solution:
    def busy_blocks(self, meetings):
        if not meetings:
            return []
        starts = sorted([start for start, _ in meetings])
        ends = sorted([end for _, end in meetings])
        blocks = []
        block_start = starts[0]
        for i in range(1, len(starts)):
            # i meetings have started before starts[i]; the room is empty if they all ended before it
            if starts[i] > ends[i - 1]:
                blocks.append([block_start, ends[i - 1]])
                block_start = starts[i]
        blocks.append([block_start, ends[-1]])
        return blocks
