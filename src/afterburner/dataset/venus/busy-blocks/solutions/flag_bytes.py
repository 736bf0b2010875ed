class Solution:
    def busy_blocks(self, meetings):
        latest = max((end for _, end in meetings), default=0)
        busy = bytearray(latest + 1)
        for start, end in meetings:
            busy[start:end] = b"\x01" * (end - start)
        blocks = []
        start = busy.find(1)
        while start >= 0:
            end = busy.find(0, start)
            blocks.append([start, end])
            start = busy.find(1, end)
        return blocks
