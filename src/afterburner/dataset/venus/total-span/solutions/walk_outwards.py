def total_of_maxima(values):
    n = len(values)
    total = 0
    for i, value in enumerate(values):
        low = i - 1
        while low >= 0 and values[low] < value:
            low -= 1
        high = i + 1
        while high < n and values[high] <= value:
            high += 1
        total += value * (i - low) * (high - i)
    return total


def total_span(temperatures):
    return total_of_maxima(temperatures) + total_of_maxima([-value for value in temperatures])
