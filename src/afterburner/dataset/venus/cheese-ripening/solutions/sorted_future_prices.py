from bisect import bisect_left


def best_ripening(prices, days):
    future = sorted(prices[days:])
    best = 0
    for bought, left in zip(prices, prices[days:]):
        best = max(best, future[-1] - bought)
        del future[bisect_left(future, left)]
    return best
