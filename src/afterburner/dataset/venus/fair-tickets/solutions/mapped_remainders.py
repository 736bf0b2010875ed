from operator import mod

a, b = map(int, input().split())
sums = [0]
while len(sums) <= b:
    size = len(sums)
    for digit in range(1, 10):
        sums += [digit + low for low in sums[:size]]
        if len(sums) > b:
            break
print(list(map(mod, range(a, b + 1), sums[a:b + 1])).count(0))
