from bisect import bisect


def main():
    n, q = map(int, input().split())
    candidates = set(range(2, n + 1))
    for i in range(2, n + 1):
        if i * i > n:
            break
        if i in candidates:
            candidates.difference_update(range(i * i, n + 1, i))
    primes = sorted(candidates)
    for _ in range(q):
        a, b = map(int, input().split())
        inside = primes[bisect(primes, a - 1) : bisect(primes, b)]
        print(len(inside), inside[-1] if inside else 0)


main()
