from heapq import merge


def sorted_choices(weights):
    sums = [[0]] + [[] for _ in weights]
    for count, weight in enumerate(weights, start=1):
        for size in range(count, 0, -1):
            sums[size] = list(merge(sums[size], [total + weight for total in sums[size - 1]]))
    return sums


def main():
    n = int(input())
    first, second, *rowers = map(int, input().split())
    left = sorted_choices(rowers[::2])
    right = sorted_choices(rowers[1::2])
    target = second - first + sum(rowers)
    best = 10**9
    for size, small in enumerate(left):
        large = right[n // 2 - 1 - size]
        i = 0
        j = len(large) - 1
        while i < len(small) and j >= 0:
            over = 2 * (small[i] + large[j]) - target
            if over < 0:
                i += 1
                over = -over
            else:
                j -= 1
            if over < best:
                best = over
    print(best)


main()
