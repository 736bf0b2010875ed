n, q = map(int, input().split())

table = []
for _ in range(n):
    limit, price = map(int, input().split())
    table.append((limit, price))

for _ in range(q):
    weight = int(input())
    fitting = [price for limit, price in table if limit >= weight]
    if fitting:
        print(fitting[0])
    else:
        print(-1)
