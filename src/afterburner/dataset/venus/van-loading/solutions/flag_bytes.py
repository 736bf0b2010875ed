import sys


def main():
    n, limit, *weights = map(int, sys.stdin.read().split())
    possible = bytearray(limit + 1)
    possible[0] = 1
    for weight in weights:
        # Old flags only: they are read from a snapshot.
        before = bytes(possible[:max(0, limit + 1 - weight)])
        load = before.find(1)
        while load >= 0:
            possible[load + weight] = 1
            load = before.find(1, load + 1)
    print(possible.rfind(1))


main()
