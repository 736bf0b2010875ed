import heapq
import sys


def main():
    lines = sys.stdin.read().split()
    width = int(lines[1]) + 2
    text = "#" * width + "".join("#" + line + "#" for line in lines[2:]) + "#" * width
    start, goal = text.index("S"), text.index("G")
    goal_row, goal_col = divmod(goal, width)
    closed = bytearray(ch == "#" for ch in text)
    best = {start: 0}
    heap = [(0, 0, start)]
    while heap:
        _, minus_steps, cell = heapq.heappop(heap)
        if closed[cell]:
            continue
        closed[cell] = 1
        if cell == goal:
            print(-minus_steps)
            return
        steps = 1 - minus_steps
        for near in (cell - 1, cell + 1, cell - width, cell + width):
            if not closed[near] and steps < best.get(near, steps + 1):
                best[near] = steps
                row, col = divmod(near, width)
                estimate = abs(row - goal_row) + abs(col - goal_col)
                heapq.heappush(heap, (steps + estimate, -steps, near))
    print(-1)


main()
