import sys

WIDTH = 64


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    n, q = data[0], data[1]
    end = 2 + 2 * n
    limits = data[2:end:2]
    prices = data[3:end:2]
    tops = limits[WIDTH - 1::WIDTH]
    out = []
    for weight in data[end:end + q]:
        block = 0
        for top in tops:
            if top >= weight:
                break
            block += 1
        answer = -1
        for row in range(block * WIDTH, min(n, block * WIDTH + WIDTH)):
            if limits[row] >= weight:
                answer = prices[row]
                break
        out.append(answer)
    print("\n".join(map(str, out)))


main()
