def main():
    n, limit = map(int, input().split())
    weights = list(map(int, input().split()))
    best = [0] * (limit + 1)
    for weight in weights:
        for l in range(limit, weight - 1, -1):
            load = best[l - weight] + weight
            if load > best[l]:
                best[l] = load
    print(best[limit])


main()
