import sys

BLOCK = 4096


def small_primes(limit):
    sieve = bytearray(b"\1") * (limit + 1)
    primes = []
    for i in range(2, limit + 1):
        if sieve[i]:
            primes.append(i)
            sieve[i * i :: i] = bytes(len(range(i * i, limit + 1, i)))
    return primes


def main():
    data = sys.stdin.buffer.read().split()
    n, q = int(data[0]), int(data[1])
    ends = [int(x) - 1 if k % 2 == 0 else int(x) for k, x in enumerate(data[2 : 2 + 2 * q])]
    order = sorted(range(2 * q), key=ends.__getitem__)
    below = [0] * (2 * q)  # primes up to ends[k]
    largest = [0] * (2 * q)  # largest prime up to ends[k]
    base = small_primes(int(n**0.5) + 1)
    done = 0
    last = 0
    at = 0
    for low in range(0, n + 1, BLOCK):
        high = min(low + BLOCK, n + 1)
        block = bytearray(b"\1") * (high - low)
        if low == 0:
            block[0:2] = bytes(min(2, high))
        for p in base:
            if p * p >= high:
                break
            start = max(p * p, (low + p - 1) // p * p)
            block[start - low :: p] = bytes(len(range(start, high, p)))
        while at < len(order) and ends[order[at]] < high:
            k = order[at]
            stop = ends[k] - low + 1
            below[k] = done + block.count(1, 0, stop)
            found = block.rfind(1, 0, stop)
            largest[k] = found + low if found >= 0 else last
            at += 1
        done += block.count(1)
        found = block.rfind(1)
        if found >= 0:
            last = found + low
    out = []
    for k in range(0, 2 * q, 2):
        count = below[k + 1] - below[k]
        out.append(f"{count} {largest[k + 1] if count else 0}")
    print("\n".join(out))


main()
