import sys


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    n, m = numbers[:2]
    i, j = 2, 2 + 2 * n
    end_i, end_j = j, j + 2 * m
    total = longest = 0
    while i < end_i and j < end_j:
        s, e, t, f = numbers[i], numbers[i + 1], numbers[j], numbers[j + 1]
        if e < f:
            i += 2
        else:
            j += 2
        common = (e if e < f else f) - (s if s > t else t)
        if common > 0:
            total += common
            if common > longest:
                longest = common
    print(total, longest)


main()
