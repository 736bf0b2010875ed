import sys
from bisect import bisect_left


def main():
    n = int(sys.stdin.readline())
    seen = []
    stock = {}
    booked = refused = duplicates = 0
    for _ in range(n):
        tid, item, direction, quantity = sys.stdin.readline().rstrip("\n").split(",")
        place = bisect_left(seen, tid)
        if place < len(seen) and seen[place] == tid:
            duplicates += 1
            continue
        seen.insert(place, tid)
        change = int(quantity) if direction == "in" else -int(quantity)
        balance = stock.get(item, 0) + change
        if balance < 0:
            refused += 1
        else:
            stock[item] = balance
            booked += 1
    print(booked, refused, duplicates)
    for item in sorted(stock):
        print(item, stock[item])


main()
