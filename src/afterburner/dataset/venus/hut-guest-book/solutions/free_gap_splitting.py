import sys


def main():
    days, n = map(int, sys.stdin.readline().split())
    gaps = [(1, days)]
    for _ in range(n):
        first, last = map(int, sys.stdin.readline().split())
        left = []
        for a, b in gaps:
            if b < first or a > last:
                left.append((a, b))
            else:
                if a < first:
                    left.append((a, first - 1))
                if b > last:
                    left.append((last + 1, b))
        gaps = left
    empty = sum(b - a + 1 for a, b in gaps)
    longest_empty = max((b - a + 1 for a, b in gaps), default=0)
    longest_full = 0
    previous = 0
    for a, b in gaps + [(days + 1, days + 1)]:
        longest_full = max(longest_full, a - previous - 1)
        previous = b
    print(days - empty, longest_full, longest_empty)


main()
