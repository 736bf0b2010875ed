n, q = map(int, input().split())

limits = []
prices = []
for _ in range(n):
    limit, price = map(int, input().split())
    limits.append(limit)
    prices.append(price)

for _ in range(q):
    weight = int(input())
    # TODO: print the price of a parcel of this weight, or -1
