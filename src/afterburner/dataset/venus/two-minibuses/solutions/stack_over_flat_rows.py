import sys
from itertools import accumulate


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    n = numbers[0]
    left, right = numbers[2::2], numbers[3::2]
    counts = [0] * (n + 2)
    for singer in left:
        counts[singer] += 1
    for singer in right:
        counts[singer] += 1
    row = list(accumulate(counts))  # filled from the end of each row
    flat = [0] * (2 * len(left))
    for a, b in zip(left, right):
        row[a] -= 1
        flat[row[a]] = b
        row[b] -= 1
        flat[row[b]] = a
    bus = bytearray(n + 1)
    for first in range(1, n + 1):
        if bus[first]:
            continue
        bus[first] = 65
        stack = [first]
        while stack:
            singer = stack.pop()
            mine = bus[singer]
            for other in flat[row[singer] : row[singer + 1]]:
                if not bus[other]:
                    bus[other] = 131 - mine  # the codes of A and B are 65 and 66
                    stack.append(other)
                elif bus[other] == mine:
                    print("impossible")
                    return
    print(bus[1:].decode())


main()
