n, q = map(int, input().split())

limits = []
prices = []
for _ in range(n):
    limit, price = map(int, input().split())
    limits.append(limit)
    prices.append(price)

for _ in range(q):
    weight = int(input())
    answer = -1
    for i in range(len(limits)):
        if limits[i] >= weight:
            answer = prices[i]
            break
    print(answer)
