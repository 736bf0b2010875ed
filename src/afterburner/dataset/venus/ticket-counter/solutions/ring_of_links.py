import sys
from array import array


def main():
    n, *wanted = map(int, sys.stdin.read().split())
    after = array("i", range(1, n + 1))
    after[n - 1] = 0
    before, customer = n - 1, 0
    minute = 0
    left = n
    while left:
        minute += 1
        wanted[customer] -= 1
        following = after[customer]
        if wanted[customer]:
            before = customer
        else:
            after[before] = following
            left -= 1
            sys.stdout.write(f"{customer + 1} {minute}\n")
        customer = following


main()
