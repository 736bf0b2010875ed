from math import isqrt


def best_ripening(prices, days):
    n = len(prices)
    width = max(1, isqrt(n))
    tops = [max(prices[start:start + width]) for start in range(0, n, width)]
    for block in range(len(tops) - 2, -1, -1):
        tops[block] = max(tops[block], tops[block + 1])
    tops.append(0)
    best = 0
    for day in range(n - days):
        sale = day + days
        border = (sale // width + 1) * width
        best = max(best, max(prices[sale:border]) - prices[day], tops[border // width] - prices[day])
    return best
