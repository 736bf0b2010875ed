import sys


def main():
    n, *data = map(int, sys.stdin.read().split())
    parents, times = data[:n], data[n:]
    waiting = [0] * (n + 1)
    for parent in parents:
        waiting[parent] += 1
    order = [relay for relay in range(n) if not waiting[relay]]
    for relay in order:
        parent = parents[relay]
        waiting[parent] -= 1
        if not waiting[parent] and parent >= 0:
            order.append(parent)
    order.pop()
    for relay in reversed(order):
        times[relay] += times[parents[relay]]
    print("\n".join(map(str, times)))


main()
