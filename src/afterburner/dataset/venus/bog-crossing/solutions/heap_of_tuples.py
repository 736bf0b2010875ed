import heapq


def least_effort(effort):
    rows, cols = len(effort), len(effort[0])
    done = [[False] * cols for _ in range(rows)]
    heap = [(effort[0][0], 0, 0)]
    while heap:
        total, r, c = heapq.heappop(heap)
        if done[r][c]:
            continue
        if r == rows - 1 and c == cols - 1:
            return total
        done[r][c] = True
        for dr, dc in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            nr, nc = r + dr, c + dc
            if 0 <= nr < rows and 0 <= nc < cols and not done[nr][nc]:
                heapq.heappush(heap, (total + effort[nr][nc], nr, nc))
    return None
