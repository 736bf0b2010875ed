from heapq import heappop, heappush
from itertools import accumulate


def still_to_cross(lines):
    """For each line, the sum of the cheapest cells of all lines after it."""
    cheapest = [min(line) for line in lines]
    sums = list(accumulate(reversed(cheapest[1:]), initial=0))
    return sums[::-1]


def least_effort(effort):
    below = still_to_cross(effort)
    beside = still_to_cross(list(zip(*effort)))
    rows, cols = len(effort), len(effort[0])
    best = {(0, 0): effort[0][0]}
    heap = [(effort[0][0] + max(below[0], beside[0]), 0, 0)]
    closed = set()
    while heap:
        _, r, c = heappop(heap)
        if (r, c) in closed:
            continue
        total = best[r, c]
        if r == rows - 1 and c == cols - 1:
            return total
        closed.add((r, c))
        for nr, nc in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
            if 0 <= nr < rows and 0 <= nc < cols:
                reached = total + effort[nr][nc]
                if reached < best.get((nr, nc), reached + 1):
                    best[nr, nc] = reached
                    guess = below[nr] if below[nr] > beside[nc] else beside[nc]
                    heappush(heap, (reached + guess, nr, nc))
    return None
