n, target = map(int, input().split())
numbers = list(map(int, input().split()))

seen = []
pairs = 0
for x in numbers:
    pairs += seen.count(target - x)
    seen.append(x)

print(pairs)
