def trapped_water(heights):
    low, high = 0, len(heights) - 1
    left = right = water = 0
    while low <= high:
        if left <= right:
            height = heights[low]
            if height > left:
                left = height
            else:
                water += left - height
            low += 1
        else:
            height = heights[high]
            if height > right:
                right = height
            else:
                water += right - height
            high -= 1
    return water
