def nearest_before(values, *, equal_too):
    """For every day the last day before it that is warmer (or as warm, if equal_too), -1 if there is none."""
    leaves = 1
    while leaves < len(values):
        leaves *= 2
    lowest = min(values) - 1
    tree = [lowest] * (2 * leaves)
    found = []
    for day, value in enumerate(values):
        bar = value - equal_too
        node = day + leaves
        # Up to the first left sibling that holds a value above the bar, then down to the last such day.
        while node > 1 and not (node % 2 and tree[node - 1] > bar):
            node //= 2
        if node > 1:
            node -= 1
            while node < leaves:
                node = 2 * node + (tree[2 * node + 1] > bar)
        found.append(node - leaves if node >= leaves else -1)
        node = day + leaves
        while node and tree[node] < value:
            tree[node] = value
            node //= 2
    return found


def total_of_maxima(values):
    n = len(values)
    if n < 2:
        return sum(values)
    before = nearest_before(values, equal_too=True)
    after = nearest_before(values[::-1], equal_too=False)
    return sum(value * (i - before[i]) * (n - 1 - after[n - 1 - i] - i) for i, value in enumerate(values))


def total_span(temperatures):
    return total_of_maxima(temperatures) + total_of_maxima([-value for value in temperatures])
