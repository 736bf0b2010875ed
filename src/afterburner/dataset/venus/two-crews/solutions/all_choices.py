from itertools import combinations

n = int(input())
first, second, *rowers = map(int, input().split())
total = first + second + sum(rowers)
print(min(abs(total - 2 * (first + sum(crew))) for crew in combinations(rowers, n // 2 - 1)))
