class Solution:
    def busy_blocks(self, meetings):
        blocks = []
        for start, end in sorted(meetings):
            if blocks and start <= blocks[-1][1]:
                if end > blocks[-1][1]:
                    blocks[-1][1] = end
            else:
                blocks.append([start, end])
        return blocks
