import sys


def main():
    days, n = map(int, sys.stdin.readline().split())
    occupied = bytearray(days)
    for line in sys.stdin:
        first, last = map(int, line.split())
        occupied[first - 1 : last] = b"\1" * (last - first + 1)
    longest_full = longest_empty = 0
    start = 0
    while start < days:
        value = occupied[start]
        end = occupied.find(1 - value, start)
        if end < 0:
            end = days
        if value:
            longest_full = max(longest_full, end - start)
        else:
            longest_empty = max(longest_empty, end - start)
        start = end
    print(occupied.count(1), longest_full, longest_empty)


main()
