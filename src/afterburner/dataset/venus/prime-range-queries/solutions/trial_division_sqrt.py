def is_prime(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True


n, q = map(int, input().split())
primes = [number for number in range(2, n + 1) if is_prime(number)]
for _ in range(q):
    a, b = map(int, input().split())
    inside = [p for p in primes if a <= p <= b]
    if inside:
        print(len(inside), inside[-1])
    else:
        print(0, 0)
