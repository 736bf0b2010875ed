from bisect import bisect_left, bisect_right


class Solution:
    def busy_blocks(self, meetings):
        starts = []
        ends = []
        for start, end in meetings:
            first = bisect_left(ends, start)  # first block that ends at or after start
            last = bisect_right(starts, end)  # first block that starts after end
            if first < last:
                start = min(start, starts[first])
                end = max(end, ends[last - 1])
            starts[first:last] = [start]
            ends[first:last] = [end]
        return [list(block) for block in zip(starts, ends)]
