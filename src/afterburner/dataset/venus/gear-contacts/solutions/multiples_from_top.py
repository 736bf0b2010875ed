def contact_groups(teeth):
    top = max(teeth, default=0)
    count = [0] * (top + 1)
    for size in teeth:
        count[size] += 1
    exact = [0] * (top + 1)  # pairs whose greatest common divisor is d
    total = 0
    for d in range(top, 0, -1):
        both = sum(count[d::d])
        if both > 1:
            pairs = both * (both - 1) // 2 - sum(exact[2 * d::d])
            exact[d] = pairs
            total += d * pairs
    return total
