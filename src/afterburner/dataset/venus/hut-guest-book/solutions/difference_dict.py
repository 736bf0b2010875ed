import sys


def main():
    days, n = map(int, sys.stdin.readline().split())
    changes = {}
    for _ in range(n):
        first, last = map(int, sys.stdin.readline().split())
        changes[first] = changes.get(first, 0) + 1
        changes[last + 1] = changes.get(last + 1, 0) - 1
    total = longest_full = longest_empty = 0
    guests = 0
    start = 1
    for day in sorted(changes):
        before = guests
        guests += changes[day]
        if before == 0 and guests > 0:
            longest_empty = max(longest_empty, day - start)
            start = day
        elif before > 0 and guests == 0:
            total += day - start
            longest_full = max(longest_full, day - start)
            start = day
    longest_empty = max(longest_empty, days + 1 - start)
    print(total, longest_full, longest_empty)


main()
