from array import array


class Solution:
    def count_ones(self, queries):
        largest = max((query[1] for query in queries), default=0)
        bits = bytearray(largest + 1)
        totals = array("q", [0]) * (largest + 2)
        running = 0
        for i in range(1, largest + 1):
            bits[i] = bits[i // 2] + i % 2
            running += bits[i]
            totals[i + 1] = running
        return [totals[b + 1] - totals[a] for a, b in queries]
