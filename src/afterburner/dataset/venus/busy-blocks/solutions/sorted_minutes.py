class Solution:
    def busy_blocks(self, meetings):
        busy = {minute for start, end in meetings for minute in range(start, end)}
        blocks = []
        previous = None
        for minute in sorted(busy):
            if previous is None or minute != previous + 1:
                blocks.append([minute, minute + 1])
            else:
                blocks[-1][1] = minute + 1
            previous = minute
        return blocks
