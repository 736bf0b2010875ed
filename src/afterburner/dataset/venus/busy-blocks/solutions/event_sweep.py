class Solution:
    def busy_blocks(self, meetings):
        events = []
        for start, end in meetings:
            events.append((start, -1))  # at the same minute starts come before ends
            events.append((end, 1))
        events.sort()
        blocks = []
        running = 0
        for minute, kind in events:
            if running == 0:
                block_start = minute
            running -= kind
            if running == 0:
                blocks.append([block_start, minute])
        return blocks
