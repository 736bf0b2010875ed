class Solution:
    def busy_blocks(self, meetings):
        mask = 0
        for start, end in meetings:
            mask |= ((1 << (end - start)) - 1) << start
        text = bin(mask)[:1:-1]  # character i is minute i
        blocks = []
        start = text.find("1")
        while start >= 0:
            end = text.find("0", start)
            if end < 0:
                end = len(text)
            blocks.append([start, end])
            start = text.find("1", end)
        return blocks
