def best_ripening(prices, days):
    n = len(prices)
    rows = [prices]
    width = 1
    while 2 * width <= n:
        row = rows[-1]
        rows.append(list(map(max, row, row[width:])))
        width *= 2
    best = 0
    for day in range(n - days):
        span = n - day - days
        row = rows[span.bit_length() - 1]
        best = max(best, max(row[day + days], row[-1]) - prices[day])
    return best
