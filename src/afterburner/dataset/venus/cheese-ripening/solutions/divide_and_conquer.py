def best_ripening(prices, days):
    def solve(low, high):
        """Return (cheapest purchase, dearest sale, best gain) of the pairs of days from low to high."""
        if high - low == 1:
            return prices[low], prices[low + days], prices[low + days] - prices[low]
        middle = (low + high) // 2
        left_low, left_high, left_gain = solve(low, middle)
        right_low, right_high, right_gain = solve(middle, high)
        return (
            min(left_low, right_low),
            max(left_high, right_high),
            max(left_gain, right_gain, right_high - left_low),
        )

    pairs = len(prices) - days
    return max(0, solve(0, pairs)[2]) if pairs > 0 else 0
