def total_of_maxima(values):
    warmer = []
    sums = []
    for i, value in enumerate(values):
        at = i - 1
        while at >= 0 and values[at] <= value:
            at = warmer[at]
        warmer.append(at)
        sums.append(value * (i - at) + (sums[at] if at >= 0 else 0))
    return sum(sums)


def total_span(temperatures):
    return total_of_maxima(temperatures) + total_of_maxima([-value for value in temperatures])
