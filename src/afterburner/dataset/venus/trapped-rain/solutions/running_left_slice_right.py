def trapped_water(heights):
    water = 0
    left = 0
    for i, height in enumerate(heights):
        if height > left:
            left = height
        right = max(heights[i:])
        water += min(left, right) - height
    return water
