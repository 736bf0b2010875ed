import sys
from array import array


def main():
    numbers = array("i", map(int, sys.stdin.buffer.read().split()))
    n, m = numbers[0], numbers[1]
    # Quarrels chained per singer; the chain's links are positions in `numbers`, the partner's is position ^ 1.
    head = array("i", bytes(4 * (n + 1)))
    chain = array("i", bytes(4 * (2 * m + 2)))
    for position in range(2, 2 * m + 2):
        singer = numbers[position]
        chain[position] = head[singer]
        head[singer] = position
    level = array("i", [-1]) * (n + 1)
    for first in range(1, n + 1):
        if level[first] >= 0:
            continue
        level[first] = 0
        order = [first]
        for singer in order:
            position = head[singer]
            while position:
                other = numbers[position ^ 1]
                if level[other] < 0:
                    level[other] = level[singer] + 1
                    order.append(other)
                position = chain[position]
    for position in range(2, 2 * m + 2, 2):
        if (level[numbers[position]] ^ level[numbers[position + 1]]) & 1 == 0:
            print("impossible")
            return
    print("".join(["B" if depth & 1 else "A" for depth in level[1:]]))


main()
