a, b = map(int, input().split())
fair = 0
for number in range(a, b + 1):
    if number % sum(map(int, str(number))) == 0:
        fair += 1
print(fair)
