def trapped_water(heights):
    water = 0
    for i in range(len(heights)):
        left = max(heights[:i + 1])
        right = max(heights[i:])
        water += min(left, right) - heights[i]
    return water
