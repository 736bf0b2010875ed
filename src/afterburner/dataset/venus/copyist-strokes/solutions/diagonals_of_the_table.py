def strokes(line, wish):
    if len(line) > len(wish):
        line, wish = wish, line
    n, m = len(line), len(wish)
    kept = line[::-1]
    # before[i], last[i]: letters kept in common by the first i of line and the first d - i of wish.
    before = [0] * (n + 1)
    last = [0] * (n + 1)
    for d in range(2, n + m + 1):
        low, high = max(1, d - m), min(n, d - 1)
        middle = [
            corner + 1 if a == b else (up if up > side else side)
            for a, b, corner, up, side in zip(
                line[low - 1 : high],
                wish[d - high - 1 : d - low][::-1],
                before[low - 1 : high],
                last[low - 1 : high],
                last[low : high + 1],
            )
        ]
        before, last = last, last[:low] + middle + last[high + 1 :]
        if high < n:
            last[high + 1 :] = [0] * (n - high)
    return n + m - 2 * last[n]


def copyist_strokes(written, meant):
    return [strokes(line, wish) for line, wish in zip(written, meant)]
