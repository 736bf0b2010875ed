def total_of_maxima(values):
    stack = [-1]
    total = 0
    for i, value in enumerate(values):
        while len(stack) > 1 and values[stack[-1]] < value:
            top = stack.pop()
            total += values[top] * (top - stack[-1]) * (i - top)
        stack.append(i)
    while len(stack) > 1:
        top = stack.pop()
        total += values[top] * (top - stack[-1]) * (len(values) - top)
    return total


def total_span(temperatures):
    return total_of_maxima(temperatures) + total_of_maxima([-value for value in temperatures])
