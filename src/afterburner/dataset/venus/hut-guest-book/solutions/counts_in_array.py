import sys
from array import array


def main():
    days, n = map(int, sys.stdin.readline().split())
    changes = array("h", [0]) * (days + 2)
    for line in sys.stdin:
        first, last = map(int, line.split())
        changes[first] += 1
        changes[last + 1] -= 1
    total = longest_full = longest_empty = 0
    guests = 0
    start = 1
    for day, change in enumerate(changes):
        if change:
            length = day - start
            if guests == 0:
                longest_empty = max(longest_empty, length)
                start = day
            elif guests + change == 0:
                total += length
                longest_full = max(longest_full, length)
                start = day
            guests += change
    longest_empty = max(longest_empty, days + 1 - start)
    print(total, longest_full, longest_empty)


main()
