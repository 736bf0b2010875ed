a, b = map(int, input().split())
fair = 0
for number in range(a, b + 1):
    rest = number
    digits = 0
    while rest:
        digits += rest % 10
        rest //= 10
    if number % digits == 0:
        fair += 1
print(fair)
