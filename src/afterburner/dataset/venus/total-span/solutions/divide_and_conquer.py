from itertools import accumulate


def across(left, right):
    """Sum of the maxima of all periods that join an end of left (walked backwards) to a start of right."""
    right_tops = list(accumulate(right, max))
    beyond = list(accumulate(reversed(right_tops), initial=0))[::-1]
    total = at = 0
    for top in accumulate(left, max):
        while at < len(right) and right_tops[at] <= top:
            at += 1
        total += top * at + beyond[at]
    return total


def solve(values):
    """Return the sum of the spans of all periods of at least two days."""
    if len(values) < 2:
        return 0
    middle = len(values) // 2
    left, right = values[:middle], values[middle:]
    backwards = left[::-1]
    spans = across(backwards, right) + across([-value for value in backwards], [-value for value in right])
    return spans + solve(left) + solve(right)


def total_span(temperatures):
    return solve(temperatures)
