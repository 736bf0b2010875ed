n = int(input())
numbers = list(map(int, input().split()))

seen = []
for x in numbers:
    seen.append(x)
    seen.sort()
    print(seen[(len(seen) - 1) // 2])
