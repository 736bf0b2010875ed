import heapq


def main():
    input()
    lower = []  # negated, the largest on top; as long as upper or one longer
    upper = []
    for x in map(int, input().split()):
        if not lower or x <= -lower[0]:
            heapq.heappush(lower, -x)
        else:
            heapq.heappush(upper, x)
        if len(lower) > len(upper) + 1:
            heapq.heappush(upper, -heapq.heappop(lower))
        elif len(upper) > len(lower):
            heapq.heappush(lower, -heapq.heappop(upper))
        print(-lower[0])


main()
