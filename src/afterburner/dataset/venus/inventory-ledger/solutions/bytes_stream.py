import sys


def main():
    stream = sys.stdin.buffer
    n = int(stream.readline())
    owner = {}
    stock = {}
    refused = 0
    number = 0
    for line in stream:
        number += 1
        tid, item, direction, quantity = line.split(b",")
        if owner.setdefault(tid, number) != number:
            continue
        if direction == b"in":
            stock[item] = stock.get(item, 0) + int(quantity)
        else:
            left = stock.get(item, 0) - int(quantity)
            if left >= 0:
                stock[item] = left
            else:
                refused += 1
    used = len(owner)
    out = [b"%d %d %d" % (used - refused, refused, n - used)]
    for item in sorted(stock):
        out.append(b"%s %d" % (item, stock[item]))
    sys.stdout.buffer.write(b"\n".join(out) + b"\n")


main()
