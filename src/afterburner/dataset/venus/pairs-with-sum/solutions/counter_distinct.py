from collections import Counter


def main():
    n, target = map(int, input().split())
    counts = Counter(map(int, input().split()))
    doubled = 0
    for x, times in counts.items():
        partner = target - x
        if partner == x:
            doubled += times * (times - 1)
        elif partner in counts:
            doubled += times * counts[partner]
    print(doubled // 2)


main()
