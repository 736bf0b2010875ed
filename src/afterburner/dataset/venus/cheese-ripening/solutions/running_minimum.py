def best_ripening(prices, days):
    if len(prices) <= days:
        return 0
    best = 0
    lowest = prices[0]
    for bought, sold in zip(prices, prices[days:]):
        if bought < lowest:
            lowest = bought
        if sold - lowest > best:
            best = sold - lowest
    return best
