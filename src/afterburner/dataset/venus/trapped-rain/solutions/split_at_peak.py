def trapped_water(heights):
    if not heights:
        return 0
    peak = heights.index(max(heights))
    water = 0
    level = 0
    for i in range(peak):
        if heights[i] > level:
            level = heights[i]
        water += level - heights[i]
    level = 0
    for i in range(len(heights) - 1, peak, -1):
        if heights[i] > level:
            level = heights[i]
        water += level - heights[i]
    return water
