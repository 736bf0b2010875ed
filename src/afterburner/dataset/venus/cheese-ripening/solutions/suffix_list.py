def best_ripening(prices, days):
    n = len(prices)
    dearest_from = [0] * n
    dearest = 0
    for i in range(n - 1, -1, -1):
        if prices[i] > dearest:
            dearest = prices[i]
        dearest_from[i] = dearest
    best = 0
    for i in range(n - days):
        gain = dearest_from[i + days] - prices[i]
        if gain > best:
            best = gain
    return best
