from math import isqrt


def shining_lamps(signals):
    ys = sorted({y for signal in signals for y in signal[1::2]})
    row = {y: j for j, y in enumerate(ys)}
    heights = [b - a for a, b in zip(ys, ys[1:])]
    width = isqrt(len(heights)) + 1
    events = sorted((x, row[y1], row[y2]) for x1, y1, x2, y2 in signals for x in (x1, x2))
    # A dark piece has its height with a plus, a shining one with a minus; a block's sign goes on top of that.
    pieces = heights[:]
    signs = [1] * (len(heights) // width + 1)
    sums = [sum(heights[start:start + width]) for start in range(0, len(signs) * width, width)]
    whole = balance = sum(heights)  # the dark length minus the shining one
    lamps = before = 0
    for x, low, high in events:
        lamps += (x - before) * (whole - balance) // 2
        before = x
        while low < high:
            block = low // width
            end = min(high, (block + 1) * width)
            if end - low == width:
                balance -= 2 * signs[block] * sums[block]
                signs[block] = -signs[block]
            else:
                change = 2 * sum(pieces[low:end])
                pieces[low:end] = [-piece for piece in pieces[low:end]]
                sums[block] -= change
                balance -= signs[block] * change
            low = end
    return lamps
