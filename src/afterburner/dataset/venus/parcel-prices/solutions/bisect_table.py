import sys
from bisect import bisect_left


def main():
    lines = sys.stdin
    n, q = map(int, next(lines).split())
    limits = []
    prices = []
    for _ in range(n):
        limit, price = next(lines).split()
        limits.append(int(limit))
        prices.append(int(price))
    for _ in range(q):
        row = bisect_left(limits, int(next(lines)))
        print(prices[row] if row < n else -1)


main()
