def trapped_water(heights):
    right = []
    highest = 0
    for height in reversed(heights):
        if height > highest:
            highest = height
        right.append(highest)
    water = 0
    left = 0
    for height in heights:
        if height > left:
            left = height
        limit = right.pop()
        water += (left if left < limit else limit) - height
    return water
