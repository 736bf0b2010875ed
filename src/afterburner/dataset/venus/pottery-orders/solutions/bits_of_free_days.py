import sys


def main():
    n, *numbers = map(int, sys.stdin.read().split())
    orders = sorted(zip(numbers[1::2], numbers[::2]), reverse=True)
    free = (1 << n) - 1  # bit i: day i + 1
    total = declined = 0
    for price, day in orders:
        last = (free & ((1 << min(day, n)) - 1)).bit_length()
        if last:
            free ^= 1 << (last - 1)
            total += price
        else:
            declined += 1
    print(total, declined)


main()
