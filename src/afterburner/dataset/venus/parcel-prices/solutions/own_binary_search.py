def main():
    n, q = map(int, input().split())
    limits = []
    prices = []
    for _ in range(n):
        limit, price = map(int, input().split())
        limits.append(limit)
        prices.append(price)
    for _ in range(q):
        weight = int(input())
        low, high = 0, n
        while low < high:
            middle = (low + high) // 2
            if limits[middle] < weight:
                low = middle + 1
            else:
                high = middle
        print(prices[low] if low < n else -1)


main()
