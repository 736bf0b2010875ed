n, limit = map(int, input().split())
weights = list(map(int, input().split()))

possible = []
for i in range(n + 1):
    possible.append([False] * (limit + 1))
possible[0][0] = True
for i in range(n):
    weight = weights[i]
    for load in range(limit + 1):
        if possible[i][load]:
            possible[i + 1][load] = True
            if load + weight <= limit:
                possible[i + 1][load + weight] = True

answer = 0
for load in range(limit + 1):
    if possible[n][load]:
        answer = load
print(answer)
