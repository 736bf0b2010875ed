import sys
from bisect import bisect_left, bisect_right


def main():
    days, n = map(int, sys.stdin.readline().split())
    starts = []
    ends = []
    for _ in range(n):
        first, last = map(int, sys.stdin.readline().split())
        # the stretches number low, ..., high - 1 touch the new stay
        low = bisect_left(ends, first - 1)
        high = bisect_right(starts, last + 1)
        if low < high:
            first = min(first, starts[low])
            last = max(last, ends[high - 1])
        starts[low:high] = [first]
        ends[low:high] = [last]
    lengths = [b - a + 1 for a, b in zip(starts, ends)]
    gaps = [b - a - 1 for a, b in zip([0] + ends, starts + [days + 1])]
    print(sum(lengths), max(lengths, default=0), max(gaps))


main()
