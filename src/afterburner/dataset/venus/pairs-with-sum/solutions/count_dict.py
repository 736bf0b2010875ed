def main():
    n, target = map(int, input().split())
    numbers = list(map(int, input().split()))
    seen = {}
    pairs = 0
    for x in numbers:
        pairs += seen.get(target - x, 0)
        seen[x] = seen.get(x, 0) + 1
    print(pairs)


main()
