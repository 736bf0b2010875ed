def count_strips(a, b, m, lengths):
    known = {-1: 0, 0: 1 % m, 1: a % m}

    def patterns(n):
        if n not in known:
            # Either the middle of the strip is a border between tiles or a long tile covers it.
            left = n // 2
            right = n - left
            known[n] = (
                patterns(left) * patterns(right)
                + b * patterns(left - 1) * patterns(right - 1)
            ) % m
        return known[n]

    return [patterns(n) for n in lengths]
