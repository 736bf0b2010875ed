import sys


def main():
    stream = sys.stdin
    n = int(stream.readline())
    seen = set()
    stock = {}
    refused = duplicates = 0
    for _ in range(n):
        tid, item, direction, quantity = stream.readline().split(",")
        if tid in seen:
            duplicates += 1
            continue
        seen.add(tid)
        balance = stock.get(item, 0)
        if direction == "in":
            stock[item] = balance + int(quantity)
        else:
            balance -= int(quantity)
            if balance < 0:
                refused += 1
            else:
                stock[item] = balance
    out = [f"{len(seen) - refused} {refused} {duplicates}"]
    out += [f"{item} {stock[item]}" for item in sorted(stock)]
    sys.stdout.write("\n".join(out) + "\n")


main()
