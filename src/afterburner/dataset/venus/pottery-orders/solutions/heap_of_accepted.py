import heapq
import sys


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    accepted = []
    for day, price in sorted(zip(numbers[1::2], numbers[2::2])):
        if len(accepted) < day:
            heapq.heappush(accepted, price)
        elif accepted[0] < price:
            heapq.heapreplace(accepted, price)
    print(sum(accepted), numbers[0] - len(accepted))


main()
