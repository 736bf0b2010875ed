def trapped_water(heights):
    stack = []
    water = 0
    for i, height in enumerate(heights):
        while stack and heights[stack[-1]] < height:
            bottom = heights[stack.pop()]
            if not stack:
                break
            wall = stack[-1]
            depth = min(heights[wall], height) - bottom
            water += depth * (i - wall - 1)
        stack.append(i)
    return water
