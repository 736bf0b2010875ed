from operator import ge, le


def borders(values, beats):
    """For every day the last day before it whose value beats its own, -1 if there is none."""
    found = []
    stack = [-1]
    for i, value in enumerate(values):
        while stack[-1] >= 0 and not beats(values[stack[-1]], value):
            stack.pop()
        found.append(stack[-1])
        stack.append(i)
    return found


def total_span(temperatures):
    n = len(temperatures)
    total = 0
    for beats, sign in ((ge, 1), (le, -1)):
        # Of equal days, the first one of a period counts as its extreme.
        before = borders(temperatures, beats)
        after = borders(temperatures[::-1], lambda a, b: beats(a, b) and a != b)
        for i, value in enumerate(temperatures):
            total += sign * value * (i - before[i]) * (n - 1 - after[n - 1 - i] - i)
    return total
