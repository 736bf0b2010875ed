import sys


def main():
    rows = [line.split(",") for line in sys.stdin.read().splitlines()[1:]]
    order = sorted(range(len(rows)), key=lambda i: (rows[i][0], i))
    duplicate = [False] * len(rows)
    for earlier, later in zip(order, order[1:]):
        if rows[earlier][0] == rows[later][0]:
            duplicate[later] = True
    stock = {}
    booked = refused = 0
    for row, skip in zip(rows, duplicate):
        if skip:
            continue
        item = row[1]
        change = int(row[3])
        if row[2] == "out":
            change = -change
        balance = stock.get(item, 0) + change
        if balance < 0:
            refused += 1
        else:
            stock[item] = balance
            booked += 1
    print(booked, refused, sum(duplicate))
    for item in sorted(stock):
        print(item, stock[item])


main()
