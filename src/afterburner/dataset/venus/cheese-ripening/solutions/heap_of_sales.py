import heapq


def best_ripening(prices, days):
    sales = [(-price, day) for day, price in enumerate(prices)]
    heapq.heapify(sales)
    best = 0
    for day in range(len(prices) - days):
        while sales[0][1] < day + days:
            heapq.heappop(sales)
        best = max(best, -sales[0][0] - prices[day])
    return best
