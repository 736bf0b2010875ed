import heapq


class Solution:
    def busy_blocks(self, meetings):
        heap = [(start, end) for start, end in meetings]
        heapq.heapify(heap)
        blocks = []
        while heap:
            start, end = heapq.heappop(heap)
            while heap and heap[0][0] <= end:
                end = max(end, heapq.heappop(heap)[1])
            blocks.append([start, end])
        return blocks
