import sys
from itertools import accumulate


def main():
    data = list(map(int, sys.stdin.buffer.read().split()))
    n, q = data[0], data[1]
    sieve = bytearray([1]) * (n + 1)
    sieve[0:2] = bytes(2)
    i = 2
    while i * i <= n:
        if sieve[i]:
            sieve[i * i :: i] = bytes((n - i * i) // i + 1)
        i += 1
    totals = list(accumulate(sieve))
    out = []
    for k in range(2, 2 + 2 * q, 2):
        a, b = data[k], data[k + 1]
        count = totals[b] - totals[a - 1]
        out.append(f"{count} {sieve.rfind(1, a, b + 1) if count else 0}")
    print("\n".join(out))


main()
