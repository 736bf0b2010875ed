class Solution:
    def count_ones(self, queries):
        return [self.between(a, b + 1) for a, b in queries]

    def between(self, start, end):
        total = 0
        while start < end:
            # the largest block of 2**k numbers that begins at start and stays below end
            k = (end - start).bit_length() - 1
            if start:
                k = min(k, (start & -start).bit_length() - 1)
            size = 1 << k
            # all its numbers share the upper bits of start, the lower k bits take all their values
            total += bin(start).count("1") * size + k * size // 2
            start += size
        return total
