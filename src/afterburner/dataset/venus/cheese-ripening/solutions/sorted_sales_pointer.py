def best_ripening(prices, days):
    n = len(prices)
    sales = sorted(range(n), key=prices.__getitem__, reverse=True)
    best = at = 0
    for day in range(n - days):
        while sales[at] < day + days:
            at += 1
        best = max(best, prices[sales[at]] - prices[day])
    return best
