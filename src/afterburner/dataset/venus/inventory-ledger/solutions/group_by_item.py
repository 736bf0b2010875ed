import sys
from collections import defaultdict


def settle(changes):
    balance = booked = 0
    for change in changes:
        if balance + change >= 0:
            balance += change
            booked += 1
    return balance, booked


def main():
    seen = set()
    groups = defaultdict(list)
    duplicates = 0
    next(sys.stdin)
    for line in sys.stdin:
        tid, item, direction, quantity = line.split(",")
        if tid in seen:
            duplicates += 1
        else:
            seen.add(tid)
            groups[item].append(int(quantity) if direction == "in" else -int(quantity))
    out = []
    total = 0
    for item in sorted(groups):
        balance, booked = settle(groups[item])
        total += booked
        if booked:
            out.append(f"{item} {balance}")
    print(total, len(seen) - total, duplicates)
    for line in out:
        print(line)


main()
