def best_ripening(prices, days):
    n = len(prices)
    if n <= days:
        return 0
    changes = [b - a for a, b in zip(prices, prices[1:])]
    ripening = sum(changes[:days])
    best = max(0, ripening)
    before = 0  # the best sum of changes that end where the ripening time starts
    for i in range(days, n - 1):
        before = max(0, before + changes[i - days])
        ripening += changes[i] - changes[i - days]
        best = max(best, ripening + before)
    return best
