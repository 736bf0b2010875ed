import sys
from bisect import bisect_left, bisect_right


def odd_sieve(n):
    if n < 2:
        return []
    half = (n + 1) // 2
    sieve = bytearray(b"\1") * half  # sieve[i] stands for 2 * i + 1
    sieve[0] = 0
    for i in range(1, half):
        p = 2 * i + 1
        start = p * p // 2
        if start >= half:
            break
        if sieve[i]:
            sieve[start::p] = bytes((half - 1 - start) // p + 1)
    return [2] + [2 * i + 1 for i, flag in enumerate(sieve) if flag]


def main():
    stream = sys.stdin
    n, q = map(int, stream.readline().split())
    primes = odd_sieve(n)
    out = []
    for line in stream:
        a, b = map(int, line.split())
        left = bisect_left(primes, a)
        right = bisect_right(primes, b)
        if left < right:
            out.append(f"{right - left} {primes[right - 1]}")
        else:
            out.append("0 0")
    print("\n".join(out))


main()
