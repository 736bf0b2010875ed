n, limit = map(int, input().split())
weights = list(map(int, input().split()))

previous = [0] * (limit + 1)
for weight in weights:
    current = previous[:weight]
    for l in range(weight, limit + 1):
        with_it = previous[l - weight] + weight
        without_it = previous[l]
        if with_it > without_it:
            current.append(with_it)
        else:
            current.append(without_it)
    previous = current[:limit + 1]
print(previous[limit])
