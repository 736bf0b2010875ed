def best_ripening(prices, days):
    n = len(prices)
    tree = [0] * n + prices
    for node in range(n - 1, 0, -1):
        tree[node] = max(tree[2 * node], tree[2 * node + 1])
    best = 0
    for day in range(n - days):
        low, high = day + days + n, 2 * n
        highest = 0
        while low < high:
            if low & 1:
                highest = max(highest, tree[low])
                low += 1
            if high & 1:
                high -= 1
                highest = max(highest, tree[high])
            low >>= 1
            high >>= 1
        best = max(best, highest - prices[day])
    return best
