n = int(input())
first, second, *rowers = map(int, input().split())
sums = [first]
sizes = [0]
for weight in rowers:
    sums += [total + weight for total in sums]
    sizes += [size + 1 for size in sizes]
total = first + second + sum(rowers)
wanted = n // 2 - 1
print(min([abs(total - 2 * crew) for crew, size in zip(sums, sizes) if size == wanted]))
