import sys


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    n, q = data[0], data[1]
    end = 2 + 2 * n
    limits = data[2:end:2]
    prices = data[3:end:2]
    weights = data[end:end + q]
    answers = [-1] * q
    row = 0
    for parcel in sorted(range(q), key=weights.__getitem__):
        while row < n and limits[row] < weights[parcel]:
            row += 1
        if row == n:
            break
        answers[parcel] = prices[row]
    print("\n".join(map(str, answers)))


main()
