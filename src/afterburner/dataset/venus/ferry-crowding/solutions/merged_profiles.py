def merged(left, right):
    """A profile is a list of (section, load from there on), beginning with section 0."""
    result = []
    i = j = 0
    here = there = 0
    while i < len(left) or j < len(right):
        if j == len(right) or (i < len(left) and left[i][0] <= right[j][0]):
            place, here = left[i]
            i += 1
        else:
            place, there = right[j]
            j += 1
        if result and result[-1][0] == place:
            result[-1] = (place, here + there)
        else:
            result.append((place, here + there))
    return result


def profile(groups, low, high):
    if low == high:
        return [(0, 0)]
    if high - low == 1:
        a, b, p = groups[low]
        return [(a, p), (b + 1, 0)] if a == 0 else [(0, 0), (a, p), (b + 1, 0)]
    middle = (low + high) // 2
    return merged(profile(groups, low, middle), profile(groups, middle, high))


def fullest_section(n, groups):
    runs = [run for run in profile(groups, 0, len(groups)) if run[0] < n]
    runs.append((n, 0))
    most = max(load for _, load in runs)
    first = None
    amount = 0
    for (place, load), (after, _) in zip(runs, runs[1:]):
        if load == most:
            if first is None:
                first = place
            amount += after - place
    return [most, first, amount]
