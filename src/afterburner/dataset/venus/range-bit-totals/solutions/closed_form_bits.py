class Solution:
    def count_ones(self, queries):
        return [self.below(b + 1) - self.below(a) for a, b in queries]

    def below(self, n):
        """Number of ones in 0, 1, ..., n - 1."""
        total = 0
        half = 1
        while half < n:
            period = 2 * half
            total += n // period * half + max(0, n % period - half)
            half = period
        return total
