def best_ripening(prices, days):
    best = highest = 0
    for sale in range(len(prices) - 1, days - 1, -1):
        highest = max(highest, prices[sale])
        best = max(best, highest - prices[sale - days])
    return best
