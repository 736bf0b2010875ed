def total_span(temperatures):
    n = len(temperatures)
    order = sorted(range(n), key=temperatures.__getitem__)
    total = 0
    for days, sign in ((order, 1), (reversed(order), -1)):
        # Day n stands for the border on both sides: index -1 means the same entry.
        before = [*range(-1, n - 1), n - 1]
        after = [*range(1, n + 1), 0]
        for day in days:
            low, high = before[day], after[day]
            total += sign * temperatures[day] * (day - low) * (high - day)
            after[low] = high
            before[high] = low
    return total
