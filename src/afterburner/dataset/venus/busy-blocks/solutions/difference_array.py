from itertools import accumulate


class Solution:
    def busy_blocks(self, meetings):
        latest = max((end for _, end in meetings), default=0)
        change = [0] * (latest + 1)
        for start, end in meetings:
            change[start] += 1
            change[end] -= 1
        blocks = []
        previous = 0
        for minute, running in enumerate(accumulate(change)):
            if running and not previous:
                blocks.append([minute, None])
            elif previous and not running:
                blocks[-1][1] = minute
            previous = running
        return blocks
