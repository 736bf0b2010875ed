import heapq
import sys


def main():
    n, m = map(int, sys.stdin.readline().split())
    duties = [tuple(map(int, line.split())) for line in sys.stdin]
    total = longest = latest = 0
    for s, e in heapq.merge(duties[:n], duties[n:]):
        common = min(latest, e) - s
        if common > 0:
            total += common
            longest = max(longest, common)
        latest = max(latest, e)
    print(total, longest)


main()
