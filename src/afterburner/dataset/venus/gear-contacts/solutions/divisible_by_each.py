def contact_groups(teeth):
    top = max(teeth, default=0)
    exact = [0] * (top + 1)
    total = 0
    for d in range(top, 0, -1):
        count = [size % d for size in teeth].count(0)
        pairs = count * (count - 1) // 2
        if pairs:
            for multiple in range(2 * d, top + 1, d):
                pairs -= exact[multiple]
            exact[d] = pairs
            total += d * pairs
    return total
