import sys


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    n, q = data[0], data[1]
    end = 2 + 2 * n
    limits = data[2:end:2]
    prices = data[3:end:2]
    steps = [1 << bit for bit in range(n.bit_length() - 1, -1, -1)]
    out = []
    for weight in data[end:end + q]:
        row = -1  # the last row known to be too light
        for step in steps:
            if row + step < n and limits[row + step] < weight:
                row += step
        out.append(prices[row + 1] if row + 1 < n else -1)
    print("\n".join(map(str, out)))


main()
