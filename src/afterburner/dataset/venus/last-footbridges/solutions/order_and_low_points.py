import sys


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    n, m = numbers[0], numbers[1]
    near = [[] for _ in range(n + 1)]
    for position in range(2, 2 * m + 2):
        near[numbers[position]].append(position ^ 1)  # where the other end stands
    place = [-1] * (n + 1)
    came_by = [0] * (n + 1)
    order = []
    for first in range(1, n + 1):
        if place[first] >= 0:
            continue
        # Positions are stacked, the last one stacked wins: that makes it a depth-first order.
        stack = [(first, 0)]
        while stack:
            island, position = stack.pop()
            if place[island] >= 0:
                continue
            place[island] = len(order)
            came_by[island] = position
            order.append(island)
            for ahead in near[island]:
                if place[numbers[ahead]] < 0:
                    stack.append((numbers[ahead], ahead))
    low = place[:]
    vital = []
    for island in reversed(order):
        mine = place[island]
        lowest = low[island]
        used = came_by[island]
        for ahead in near[island]:
            if ahead ^ 1 == used:
                continue
            other = numbers[ahead]
            # Low points of what hangs below are ready; for all others the place counts.
            height = low[other] if came_by[other] == ahead else place[other]
            if height < lowest:
                lowest = height
        low[island] = lowest
        if used and lowest == mine:
            vital.append(used >> 1)
    print(*sorted(vital) if vital else ["none"])


main()
