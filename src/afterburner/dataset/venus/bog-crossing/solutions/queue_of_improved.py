from collections import deque


def least_effort(effort):
    rows, cols = len(effort), len(effort[0])
    size = rows * cols
    cost = [value for row in effort for value in row]
    near = []
    for cell in range(size):
        c = cell % cols
        around = []
        if c > 0:
            around.append(cell - 1)
        if c < cols - 1:
            around.append(cell + 1)
        if cell >= cols:
            around.append(cell - cols)
        if cell + cols < size:
            around.append(cell + cols)
        near.append(around)
    best = [10 * size] * size
    best[0] = cost[0]
    queue = deque([0])
    queued = bytearray(size)
    while queue:
        cell = queue.popleft()
        queued[cell] = 0
        here = best[cell]
        for other in near[cell]:
            total = here + cost[other]
            if total < best[other]:
                best[other] = total
                if not queued[other]:
                    queued[other] = 1
                    queue.append(other)
    return best[-1]
