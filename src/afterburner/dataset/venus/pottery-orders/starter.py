n = int(input())
orders = [tuple(map(int, input().split())) for _ in range(n)]
# TODO: print the largest sum of coins and the number of orders turned down
