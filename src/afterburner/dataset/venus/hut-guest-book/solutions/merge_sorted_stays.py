import sys


def main():
    days, n = map(int, sys.stdin.readline().split())
    stays = sorted(tuple(map(int, line.split())) for line in sys.stdin)
    total = longest_full = longest_empty = 0
    start = 1
    end = 0  # the present stretch is start..end; none yet
    for first, last in stays:
        if first > end + 1:
            longest_empty = max(longest_empty, first - end - 1)
            total += end - start + 1
            longest_full = max(longest_full, end - start + 1)
            start, end = first, last
        elif last > end:
            end = last
    total += end - start + 1
    longest_full = max(longest_full, end - start + 1)
    longest_empty = max(longest_empty, days - end)
    print(total, longest_full, longest_empty)


main()
