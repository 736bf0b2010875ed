import sys


def main():
    fields = map(int, sys.stdin.buffer.read().split())
    next(fields)
    target = next(fields)
    waiting = {}  # partner wanted -> how many earlier numbers want it
    get = waiting.get
    pairs = 0
    for x in fields:
        pairs += get(x, 0)
        want = target - x
        waiting[want] = get(want, 0) + 1
    print(pairs)


main()
