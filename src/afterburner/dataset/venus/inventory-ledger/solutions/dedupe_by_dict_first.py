import sys


def main():
    lines = sys.stdin.read().splitlines()
    first = {}
    for line in lines[1:]:
        fields = line.split(",")
        if fields[0] not in first:
            first[fields[0]] = fields
    stock = {}
    booked = 0
    for _, item, direction, quantity in first.values():
        if direction == "in":
            stock[item] = stock.get(item, 0) + int(quantity)
            booked += 1
        elif stock.get(item, 0) >= int(quantity):
            stock[item] = stock.get(item, 0) - int(quantity)
            booked += 1
    print(booked, len(first) - booked, len(lines) - 1 - len(first))
    for item, balance in sorted(stock.items()):
        print(item, balance)


main()
