import sys


def main():
    lines = sys.stdin.read().split("\n")
    n = int(lines[0])
    orders = []
    for line in lines[1:n + 1]:
        day, price = line.split()
        orders.append((int(price), min(int(day), n)))
    orders.sort(reverse=True)
    free = list(range(n + 1))
    total = declined = 0
    for price, day in orders:
        root = day
        while free[root] != root:
            root = free[root]
        while day != root:
            free[day], day = root, free[day]
        if root:
            free[root] = root - 1
            total += price
        else:
            declined += 1
    print(total, declined)


main()
