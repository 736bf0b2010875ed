def shining_lamps(signals):
    ys = sorted({y for signal in signals for y in signal[1::2]})
    row = {y: j for j, y in enumerate(ys)}
    events = sorted((x, row[y1], row[y2]) for x1, y1, x2, y2 in signals for x in (x1, x2))
    shining = [0] * (4 * len(ys) + 4)  # the shining length of a node, but for flips above it
    flipped = [False] * len(shining)

    def flip(node, start, end, low, high):
        if low <= start and end <= high:
            shining[node] = ys[end] - ys[start] - shining[node]
            flipped[node] = not flipped[node]
            return
        middle = (start + end) // 2
        if low < middle:
            flip(2 * node, start, middle, low, high)
        if high > middle:
            flip(2 * node + 1, middle, end, low, high)
        shining[node] = shining[2 * node] + shining[2 * node + 1]
        if flipped[node]:
            shining[node] = ys[end] - ys[start] - shining[node]

    lamps = before = 0
    for x, low, high in events:
        lamps += (x - before) * shining[1]
        before = x
        flip(1, 0, len(ys) - 1, low, high)
    return lamps
