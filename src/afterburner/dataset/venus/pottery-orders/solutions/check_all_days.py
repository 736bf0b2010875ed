import sys
from bisect import bisect_right
from operator import le


def main():
    n, *numbers = map(int, sys.stdin.read().split())
    orders = sorted(zip(numbers[1::2], numbers[::2]), reverse=True)
    days = []
    total = 0
    for price, day in orders:
        at = bisect_right(days, day)
        # The new order and all that are due later move one place on; all others were checked before.
        if at < day and all(map(le, range(at + 2, len(days) + 2), days[at:])):
            days.insert(at, day)
            total += price
    print(total, n - len(days))


main()
