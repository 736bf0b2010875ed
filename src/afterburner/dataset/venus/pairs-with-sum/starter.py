n, target = map(int, input().split())
numbers = list(map(int, input().split()))

# TODO: count the pairs of positions whose numbers add up to target
pairs = 0

print(pairs)
