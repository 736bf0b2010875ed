import sys
from bisect import bisect_right


def main():
    n, limit, *weights = map(int, sys.stdin.read().split())
    loads = [0]
    for weight in sorted(weights, reverse=True):
        end = bisect_right(loads, limit - weight)
        merged = loads + [load + weight for load in loads[:end]]
        merged.sort()
        # Equal neighbours become one.
        loads = [load for load, after in zip(merged, merged[1:]) if load != after]
        loads.append(merged[-1])
    print(loads[-1])


main()
