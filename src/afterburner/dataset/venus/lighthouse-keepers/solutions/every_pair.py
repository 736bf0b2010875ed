def main():
    n, m = map(int, input().split())
    first = [tuple(map(int, input().split())) for _ in range(n)]
    second = [tuple(map(int, input().split())) for _ in range(m)]
    total = longest = 0
    for s, e in first:
        for t, f in second:
            if f <= s:
                continue
            if t >= e:
                break
            common = min(e, f) - max(s, t)
            total += common
            longest = max(longest, common)
    print(total, longest)


main()
