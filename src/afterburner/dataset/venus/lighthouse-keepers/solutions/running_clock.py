import sys


def main():
    n, m, *numbers = map(int, sys.stdin.read().split())
    first, second = iter(numbers[:2 * n]), iter(numbers[2 * n:])
    next_first, next_second = next(first), next(second)
    first_on = second_on = False
    since = total = longest = 0
    while next_first is not None and next_second is not None:
        now = min(next_first, next_second)
        if first_on and second_on:
            total += now - since
            longest = max(longest, now - since)
        if next_first == now:
            first_on = not first_on
            next_first = next(first, None)
        if next_second == now:
            second_on = not second_on
            next_second = next(second, None)
        since = now
    print(total, longest)


main()
