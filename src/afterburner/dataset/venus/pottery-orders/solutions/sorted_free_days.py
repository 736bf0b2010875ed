import sys
from bisect import bisect_right


def main():
    n, *numbers = map(int, sys.stdin.read().split())
    prices = numbers[1::2]
    days = numbers[::2]
    free = list(range(1, n + 1))
    total = declined = 0
    for i in sorted(range(n), key=prices.__getitem__, reverse=True):
        at = bisect_right(free, days[i])
        if at:
            del free[at - 1]
            total += prices[i]
        else:
            declined += 1
    print(total, declined)


main()
