from itertools import groupby


def main():
    n, k = map(int, input().split())
    times = list(map(int, input().split()))
    ranks = [0] * n
    window = (1 << min(k, n)) - 1
    # Bit lap + k - 1 stands for a lap, so that no window begins below bit 0.
    shift = min(k, n) - 1
    faster = 0
    for _, group in groupby(sorted(range(n), key=times.__getitem__), key=times.__getitem__):
        equal = 0
        for lap in group:
            ranks[lap] = (faster >> lap & window).bit_count() + 1
            equal |= 1 << lap + shift
        faster |= equal
    print(*ranks)


main()
