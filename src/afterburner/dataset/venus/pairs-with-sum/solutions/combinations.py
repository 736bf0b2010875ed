from itertools import combinations

n, target = map(int, input().split())
numbers = list(map(int, input().split()))

print(sum(1 for a, b in combinations(numbers, 2) if a + b == target))
