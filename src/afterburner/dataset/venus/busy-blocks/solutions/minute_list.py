class Solution:
    def busy_blocks(self, meetings):
        busy = []
        latest = 0
        for start, end in meetings:
            for minute in range(start, end):
                if minute not in busy:
                    busy.append(minute)
            latest = max(latest, end)

        blocks = []
        block_start = None
        for minute in range(latest + 1):
            if minute in busy:
                if block_start is None:
                    block_start = minute
            elif block_start is not None:
                blocks.append([block_start, minute])
                block_start = None
        return blocks
