import sys
from bisect import bisect_left, insort
from itertools import accumulate


def main():
    n = int(sys.stdin.readline())
    wanted = list(map(int, sys.stdin.readline().split()))
    in_order = sorted(wanted)
    totals = [0] + list(accumulate(in_order))
    seen = []
    result = {}
    for number, tickets in enumerate(wanted, 1):
        # Rounds before the last one of this customer, then the part of the last one.
        small = bisect_left(in_order, tickets)
        minute = totals[small] + (n - small) * (tickets - 1)
        minute += number - bisect_left(seen, tickets)
        insort(seen, tickets)
        result[minute] = number
    for minute in sorted(result):
        print(result[minute], minute)


main()
