class Solution:
    def busy_blocks(self, meetings):
        blocks = []
        for start, end in meetings:
            apart = []
            for block in blocks:
                if block[1] < start or end < block[0]:
                    apart.append(block)
                else:
                    start = min(start, block[0])
                    end = max(end, block[1])
            apart.append([start, end])
            blocks = apart
        return sorted(blocks)
