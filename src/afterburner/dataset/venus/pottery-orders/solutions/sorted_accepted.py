import sys
from bisect import insort


def main():
    n, *numbers = map(int, sys.stdin.read().split())
    prices_of = {}
    for day, price in zip(numbers[::2], numbers[1::2]):
        prices_of.setdefault(day, []).append(price)
    accepted = []
    for day in sorted(prices_of):
        for price in prices_of[day]:
            insort(accepted, price)
        if len(accepted) > day:
            del accepted[:len(accepted) - day]
    print(sum(accepted), n - len(accepted))


main()
