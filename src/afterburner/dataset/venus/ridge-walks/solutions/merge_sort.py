from itertools import accumulate


def count_walks(climbs, low, high):
    def solve(heights):
        """Return the sorted heights and the number of walks among them."""
        if len(heights) == 1:
            return heights, 0
        middle = len(heights) // 2
        left, left_count = solve(heights[:middle])
        right, right_count = solve(heights[middle:])
        count = left_count + right_count
        first = last = 0
        for height in right:
            while first < len(left) and left[first] < height - high:
                first += 1
            while last < len(left) and left[last] <= height - low:
                last += 1
            count += last - first
        return sorted(left + right), count

    return solve(list(accumulate(climbs, initial=0)))[1]
