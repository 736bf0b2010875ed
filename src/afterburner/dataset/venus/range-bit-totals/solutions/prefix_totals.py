from itertools import accumulate


class Solution:
    def count_ones(self, queries):
        largest = max([b for _, b in queries], default=0)
        totals = list(accumulate(map(int.bit_count, range(largest + 1)), initial=0))
        return [totals[b + 1] - totals[a] for a, b in queries]
