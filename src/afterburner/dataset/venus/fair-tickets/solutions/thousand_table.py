def main():
    a, b = map(int, input().split())
    table = [i // 100 + i // 10 % 10 + i % 10 for i in range(1000)]
    fair = 0
    for block in range(a // 1000, b // 1000 + 1):
        high = table[block % 1000] + block // 1000
        start = 1000 * block
        first = max(a - start, 0)
        last = min(b - start, 999)
        for low in range(first, last + 1):
            if not (start + low) % (high + table[low]):
                fair += 1
    print(fair)


main()
