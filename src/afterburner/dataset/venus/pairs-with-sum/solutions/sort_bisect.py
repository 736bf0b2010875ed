from bisect import bisect_left, bisect_right


def main():
    n, target = map(int, input().split())
    numbers = sorted(map(int, input().split()))
    pairs = 0
    for i in range(n):
        partner = target - numbers[i]
        pairs += bisect_right(numbers, partner, i + 1) - bisect_left(numbers, partner, i + 1)
    print(pairs)


main()
