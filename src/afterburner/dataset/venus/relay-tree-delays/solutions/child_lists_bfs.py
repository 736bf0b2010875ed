import sys


def main():
    data = sys.stdin.buffer.read().split()
    n = int(data[0])
    times = list(map(int, data[n + 1:]))
    # The list at the end collects the hub, whose parent is -1.
    children = [[] for _ in range(n + 1)]
    for relay, parent in enumerate(map(int, data[1:n + 1])):
        children[parent].append(relay)
    order = children[n]
    for relay in order:
        time = times[relay]
        for child in children[relay]:
            times[child] += time
        order += children[relay]
    sys.stdout.write("\n".join(map(str, times)) + "\n")


main()
