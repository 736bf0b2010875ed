import sys
from bisect import bisect_right


def main():
    n, m = map(int, sys.stdin.readline().split())
    first = [tuple(map(int, sys.stdin.readline().split())) for _ in range(n)]
    second = [tuple(map(int, sys.stdin.readline().split())) for _ in range(m)]
    ends = [f for _t, f in second]
    total = longest = 0
    for s, e in first:
        for at in range(bisect_right(ends, s), m):
            t, f = second[at]
            if t >= e:
                break
            common = min(e, f) - max(s, t)
            total += common
            longest = max(longest, common)
    print(total, longest)


main()
