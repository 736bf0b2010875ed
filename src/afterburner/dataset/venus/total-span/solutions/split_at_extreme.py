def total_of_maxima(values):
    n = len(values)
    rows = [[(value, day) for day, value in enumerate(values)]]
    width = 1
    while 2 * width <= n:
        row = rows[-1]
        rows.append(list(map(max, row, row[width:])))
        width *= 2
    total = 0
    parts = [(0, n)]
    while parts:
        low, high = parts.pop()
        if low == high:
            continue
        level = (high - low).bit_length() - 1
        value, day = max(rows[level][low], rows[level][high - (1 << level)])
        total += value * (day - low + 1) * (high - day)
        parts.append((low, day))
        parts.append((day + 1, high))
    return total


def total_span(temperatures):
    return total_of_maxima(temperatures) + total_of_maxima([-value for value in temperatures])
