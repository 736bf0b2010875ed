from heapq import heappop, heappush


def least_effort(effort):
    rows, cols = len(effort), len(effort[0])
    if rows * cols == 1:
        return effort[0][0]
    corners = ((0, 0), (rows - 1, cols - 1))
    reached = [{corner: effort[corner[0]][corner[1]]} for corner in corners]
    heaps = [[(reached[side][corner], corner)] for side, corner in enumerate(corners)]
    best = 10 * rows * cols
    while heaps[0] and heaps[1] and heaps[0][0][0] + heaps[1][0][0] < best:
        side = 0 if len(heaps[0]) <= len(heaps[1]) else 1
        mine, other = reached[side], reached[1 - side]
        total, (r, c) = heappop(heaps[side])
        for nr, nc in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
            if not (0 <= nr < rows and 0 <= nc < cols):
                continue
            if (nr, nc) in other:
                best = min(best, total + other[nr, nc])
            if (nr, nc) not in mine:
                mine[nr, nc] = total + effort[nr][nc]
                heappush(heaps[side], (mine[nr, nc], (nr, nc)))
    return best
