import sys
from functools import cache

sys.setrecursionlimit(10000)


def main():
    data = list(map(int, sys.stdin.read().split()))
    n = data[0]
    parents = data[1:n + 1]
    delays = data[n + 1:]

    @cache
    def arrival(relay):
        if relay == -1:
            return 0
        return arrival(parents[relay]) + delays[relay]

    print("\n".join(str(arrival(relay)) for relay in range(n)))


main()
