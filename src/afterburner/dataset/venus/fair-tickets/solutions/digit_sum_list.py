a, b = map(int, input().split())
sums = [0]
for number in range(1, b + 1):
    sums.append(sums[number // 10] + number % 10)
print(sum(1 for number in range(a, b + 1) if number % sums[number] == 0))
