import sys
from collections import deque


def main():
    read = sys.stdin.readline
    n, m = map(int, read().split())
    near = [[] for _ in range(n + 1)]
    for _ in range(m):
        a, b = map(int, read().split())
        near[a].append(b)
        near[b].append(a)
    bus = [""] * (n + 1)
    for first in range(1, n + 1):
        if bus[first]:
            continue
        bus[first] = "A"
        queue = deque([first])
        while queue:
            singer = queue.popleft()
            other_bus = "B" if bus[singer] == "A" else "A"
            for other in near[singer]:
                if not bus[other]:
                    bus[other] = other_bus
                    queue.append(other)
                elif bus[other] != other_bus:
                    print("impossible")
                    return
    print("".join(bus))


main()
