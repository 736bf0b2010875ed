import sys
from bisect import bisect_left


def main():
    data = sys.stdin.read().split()
    n, q = int(data[0]), int(data[1])
    end = 2 + 2 * n
    limits = list(map(int, data[2:end:2]))
    prices = data[3:end:2]  # printed as they were read
    prices.append("-1")
    print("\n".join([prices[bisect_left(limits, weight)] for weight in map(int, data[end:end + q])]))


main()
