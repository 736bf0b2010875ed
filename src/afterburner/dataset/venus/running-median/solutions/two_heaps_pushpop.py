import sys
from heapq import heappush, heappushpop


def main():
    data = sys.stdin.buffer.read().split()
    lower = []
    upper = []
    medians = []
    for i in range(1, len(data)):
        x = int(data[i])
        if i & 1:
            heappush(lower, -heappushpop(upper, x))
        else:
            heappush(upper, -heappushpop(lower, -x))
        medians.append(-lower[0])
    sys.stdout.write("\n".join(map(str, medians)) + "\n")


main()
