import heapq
import sys


def main():
    n, *numbers = map(int, sys.stdin.read().split())
    orders = sorted(zip(numbers[::2], numbers[1::2]))
    waiting = []
    total = 0
    accepted = 0
    for day in range(n, 0, -1):
        while orders and orders[-1][0] >= day:
            heapq.heappush(waiting, -orders.pop()[1])
        if waiting:
            total -= heapq.heappop(waiting)
            accepted += 1
    print(total, n - accepted)


main()
