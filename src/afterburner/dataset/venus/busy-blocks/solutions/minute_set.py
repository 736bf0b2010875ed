class Solution:
    def busy_blocks(self, meetings):
        busy = set()
        latest = 0
        for start, end in meetings:
            busy.update(range(start, end))
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
