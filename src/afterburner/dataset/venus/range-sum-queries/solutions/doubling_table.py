import sys


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    n = data[0]
    # rows[k][i]: the sum of 2**k numbers from i on
    rows = [data[2:2 + n]]
    width = 1
    while 2 * width <= n:
        below = rows[-1]
        rows.append([below[i] + below[i + width] for i in range(n - 2 * width + 1)])
        width *= 2
    out = []
    for at in range(2 + n, len(data), 2):
        start = data[at] - 1
        left = data[at + 1] - start
        total = 0
        k = 0
        while left:
            if left & 1:
                total += rows[k][start]
                start += 1 << k
            left >>= 1
            k += 1
        out.append(total)
    print("\n".join(map(str, out)))


main()
