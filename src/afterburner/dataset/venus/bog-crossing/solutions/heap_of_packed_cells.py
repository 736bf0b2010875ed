from heapq import heappop, heappush


def least_effort(effort):
    width = len(effort[0]) + 1
    # -1 closes a cell. The effort lies on cells, so the first way to reach a cell is its best one.
    cost = [-1] * width
    for row in effort:
        cost += row
        cost.append(-1)
    cost += [-1] * width
    goal = len(cost) - width - 2
    shift = len(cost).bit_length()
    mask = (1 << shift) - 1
    heap = [cost[width] << shift | width]
    cost[width] = -1
    while heap:
        packed = heappop(heap)
        cell = packed & mask
        if cell == goal:
            return packed >> shift
        packed -= cell
        for near in (cell - width, cell - 1, cell + 1, cell + width):
            step = cost[near]
            if step >= 0:
                cost[near] = -1
                heappush(heap, packed + (step << shift) + near)
    return None
