from itertools import groupby


def main():
    n, target = map(int, input().split())
    numbers = sorted(map(int, input().split()))
    runs = [(value, len(list(group))) for value, group in groupby(numbers)]
    low, high = 0, len(runs) - 1
    pairs = 0
    while low < high:
        total = runs[low][0] + runs[high][0]
        if total < target:
            low += 1
        elif total > target:
            high -= 1
        else:
            pairs += runs[low][1] * runs[high][1]
            low += 1
            high -= 1
    for value, times in runs:
        if 2 * value == target:
            pairs += times * (times - 1) // 2
    print(pairs)


main()
