def main():
    n = int(input())
    orders = []
    for _ in range(n):
        day, price = map(int, input().split())
        orders.append((price, min(day, n)))
    orders.sort(reverse=True)
    taken = [False] * (n + 1)
    total = 0
    accepted = 0
    for price, day in orders:
        while day > 0 and taken[day]:
            day -= 1
        if day:
            taken[day] = True
            total += price
            accepted += 1
    print(total, n - accepted)


main()
