import sys


def main():
    n, *numbers = map(int, sys.stdin.read().split())
    new = [[] for _ in range(n + 1)]
    for day, price in zip(numbers[::2], numbers[1::2]):
        new[min(day, n)].append(price)
    waiting = []
    total = accepted = 0
    for day in range(n, 0, -1):
        if new[day]:
            # Two sorted runs: the sort merges them.
            waiting += sorted(new[day])
            waiting.sort()
        if waiting:
            total += waiting.pop()
            accepted += 1
    print(total, n - accepted)


main()
