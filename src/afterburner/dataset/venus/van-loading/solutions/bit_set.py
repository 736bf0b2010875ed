import sys


def main():
    n, limit, *weights = map(int, sys.stdin.read().split())
    inside = (1 << (limit + 1)) - 1
    loads = 1
    for weight in weights:
        loads |= loads << weight & inside
    print(loads.bit_length() - 1)


main()
