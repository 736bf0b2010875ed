n, limit = map(int, input().split())
weights = list(map(int, input().split()))

# best[i][l]: the heaviest load of the first i parcels within limit l
best = [[0] * (limit + 1) for _ in range(n + 1)]
for i in range(1, n + 1):
    for l in range(limit + 1):
        if weights[i - 1] <= l:
            best[i][l] = max(best[i - 1][l], best[i - 1][l - weights[i - 1]] + weights[i - 1])
        else:
            best[i][l] = best[i - 1][l]
print(best[n][limit])
