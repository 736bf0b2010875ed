import csv
import sys


class Item:
    def __init__(self, name):
        self.name = name
        self.balance = 0
        self.bookings = 0

    def book(self, direction, quantity):
        if direction == "out":
            if quantity > self.balance:
                return False
            quantity = -quantity
        self.balance += quantity
        self.bookings += 1
        return True


def main():
    rows = csv.reader(sys.stdin)
    next(rows)
    items = {}
    seen = set()
    refused = duplicates = 0
    for tid, name, direction, quantity in rows:
        if tid in seen:
            duplicates += 1
            continue
        seen.add(tid)
        if name not in items:
            items[name] = Item(name)
        if not items[name].book(direction, int(quantity)):
            refused += 1
    print(sum(item.bookings for item in items.values()), refused, duplicates)
    for item in sorted(items.values(), key=lambda item: item.name):
        if item.bookings:
            print(item.name, item.balance)


main()
