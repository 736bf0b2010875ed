import sys

sys.setrecursionlimit(10000)

n = int(input())
parents = list(map(int, input().split()))
delays = list(map(int, input().split()))
known = {}


def arrival(relay):
    if relay not in known:
        time = delays[relay]
        if parents[relay] != -1:
            time += arrival(parents[relay])
        known[relay] = time
    return known[relay]


for relay in range(n):
    print(arrival(relay))
