import sys
from math import isqrt


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    n, q = data[0], data[1]
    numbers = data[2:2 + n]
    width = isqrt(n) + 1
    blocks = [sum(numbers[i:i + width]) for i in range(0, n, width)]
    out = []
    for position in range(2 + n, 2 + n + 2 * q, 2):
        left, right = data[position] - 1, data[position + 1]
        first = (left + width - 1) // width
        last = right // width
        if first >= last:
            answer = sum(numbers[left:right])
        else:
            answer = sum(numbers[left:first * width]) + sum(blocks[first:last]) + sum(numbers[last * width:right])
        out.append(str(answer))
    print("\n".join(out))


main()
