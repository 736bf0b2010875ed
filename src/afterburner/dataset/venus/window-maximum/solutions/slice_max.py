n, k = map(int, input().split())
numbers = list(map(int, input().split()))

for i in range(n - k + 1):
    print(max(numbers[i:i + k]))
