from bisect import bisect_left
from math import isqrt


def main():
    n, k = map(int, input().split())
    times = list(map(int, input().split()))
    width = 2 * isqrt(n) + 1
    blocks = [sorted(times[start:start + width]) for start in range(0, n, width)]
    ranks = []
    for lap, time in enumerate(times):
        first = max(0, lap - k + 1)
        left = -(-first // width)
        right = lap // width
        if left >= right:
            faster = sum([other < time for other in times[first:lap]])
        else:
            faster = sum([other < time for other in times[first:left * width]])
            faster += sum([other < time for other in times[right * width:lap]])
            for block in blocks[left:right]:
                faster += bisect_left(block, time)
        ranks.append(faster + 1)
    print(*ranks)


main()
