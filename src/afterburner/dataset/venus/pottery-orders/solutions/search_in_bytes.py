import sys


def main():
    n, *numbers = map(int, sys.stdin.read().split())
    free = bytearray(b"\1") * (max(numbers[::2]) + 1)
    total = declined = 0
    for price, day in sorted(zip(numbers[1::2], numbers[::2]), reverse=True):
        day = free.rfind(1, 1, day + 1)
        if day < 0:
            declined += 1
        else:
            free[day] = 0
            total += price
    print(total, declined)


main()
