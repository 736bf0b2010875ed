def best_ripening(prices, days):
    best = 0
    lowest = None
    for i in range(len(prices) - days):
        if lowest is None or prices[i] < lowest:
            lowest = prices[i]
            best = max(best, max(prices[i + days:]) - lowest)
    return best
