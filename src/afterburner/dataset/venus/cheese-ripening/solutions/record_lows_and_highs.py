def best_ripening(prices, days):
    n = len(prices)
    lows = []
    for day in range(n - days):
        if not lows or prices[day] < prices[lows[-1]]:
            lows.append(day)
    highs = []
    for day in range(n - 1, days - 1, -1):
        if not highs or prices[day] > prices[highs[-1]]:
            highs.append(day)
    best = 0
    for low in lows:
        while highs and highs[-1] < low + days:
            highs.pop()
        if not highs:
            break
        best = max(best, prices[highs[-1]] - prices[low])
    return best
