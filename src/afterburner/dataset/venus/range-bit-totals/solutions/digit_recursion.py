class Solution:
    def count_ones(self, queries):
        self.memo = {0: 0, 1: 0}
        return [self.below(b + 1) - self.below(a) for a, b in queries]

    def below(self, n):
        if n not in self.memo:
            top = n.bit_length() - 1
            power = 1 << top
            rest = n - power
            # the numbers below the power, then the top bits of the rest, then the lower bits of the rest
            self.memo[n] = top * power // 2 + rest + self.below(rest)
        return self.memo[n]
