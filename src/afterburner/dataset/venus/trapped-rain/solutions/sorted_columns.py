def trapped_water(heights):
    n = len(heights)
    if n == 0:
        return 0
    order = sorted(range(n), key=heights.__getitem__, reverse=True)
    low = high = order[0]  # the columns from low to high are already filled
    filled = heights[low]
    for i in order:
        if i < low:
            filled += heights[i] * (low - i)
            low = i
        elif i > high:
            filled += heights[i] * (i - high)
            high = i
    return filled - sum(heights)
