def records(heights):
    """Positions where a column is higher than all before it."""
    places = []
    highest = -1
    for i, height in enumerate(heights):
        if height > highest:
            highest = height
            places.append(i)
    return places


def filled(heights):
    """Area under the running maximum of the columns."""
    places = records(heights)
    places.append(len(heights))
    return sum(heights[a] * (b - a) for a, b in zip(places, places[1:]))


def trapped_water(heights):
    if not heights:
        return 0
    peak = heights.index(max(heights))
    left = heights[:peak + 1]
    right = heights[peak:][::-1]
    return filled(left) + filled(right) - heights[peak] - sum(heights)
