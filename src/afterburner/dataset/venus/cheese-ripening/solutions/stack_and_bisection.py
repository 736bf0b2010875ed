from bisect import bisect_left


def best_ripening(prices, days):
    tops = []
    for day, price in enumerate(prices):
        while tops and prices[tops[-1]] <= price:
            tops.pop()
        tops.append(day)
    best = 0
    for day in range(len(prices) - days):
        sale = tops[bisect_left(tops, day + days)]
        best = max(best, prices[sale] - prices[day])
    return best
