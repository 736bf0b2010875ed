from bisect import insort


def least_effort(effort):
    rows, cols = len(effort), len(effort[0])
    size = rows * cols
    reached = [False] * size
    reached[0] = True
    # The cheapest entry stands last: efforts are negated.
    waiting = [(-effort[0][0], 0)]
    while waiting:
        total, cell = waiting.pop()
        if cell == size - 1:
            return -total
        r, c = divmod(cell, cols)
        around = []
        if r > 0:
            around.append(cell - cols)
        if r < rows - 1:
            around.append(cell + cols)
        if c > 0:
            around.append(cell - 1)
        if c < cols - 1:
            around.append(cell + 1)
        for near in around:
            if not reached[near]:
                reached[near] = True
                insort(waiting, (total - effort[near // cols][near % cols], near))
    return None
