from collections import defaultdict

a, b = map(int, input().split())
buckets = defaultdict(list)
for tens in range(a // 10, b // 10 + 1):
    high = sum(map(int, str(tens)))
    for digit in range(10):
        buckets[high + digit].append(10 * tens + digit)
fair = 0
for digits, numbers in buckets.items():
    if digits:
        fair += sum([a <= number <= b and number % digits == 0 for number in numbers])
print(fair)
