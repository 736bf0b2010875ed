import sys


def main():
    n = int(sys.stdin.readline())
    parents = list(map(int, sys.stdin.readline().split()))
    # times[-1] belongs to the place above the hub
    times = [-1] * n + [0]
    delays = list(map(int, sys.stdin.readline().split()))
    for relay in range(n):
        way = []
        while times[relay] < 0:
            way.append(relay)
            relay = parents[relay]
        time = times[relay]
        for relay in reversed(way):
            time += delays[relay]
            times[relay] = time
    times.pop()
    print("\n".join(map(str, times)))


main()
