from functools import lru_cache


def count_strips(a, b, m, lengths):
    @lru_cache(maxsize=None)
    def patterns(n):
        if n < 0:
            return 0
        if n == 0:
            return 1 % m
        return (a * patterns(n - 1) + b * patterns(n - 2)) % m

    # In steps of 100, so that no call has to go deeper than that.
    for n in range(0, max(lengths, default=0), 100):
        patterns(n)
    return [patterns(n) for n in lengths]
