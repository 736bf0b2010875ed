def total_span(temperatures):
    total = spans = 0  # spans: the sum over all periods that end today
    highs = []
    lows = []
    for value in temperatures:
        count = 1
        while highs and highs[-1][0] <= value:
            high, times = highs.pop()
            spans += (value - high) * times
            count += times
        highs.append((value, count))
        count = 1
        while lows and lows[-1][0] >= value:
            low, times = lows.pop()
            spans += (low - value) * times
            count += times
        lows.append((value, count))
        total += spans
    return total
