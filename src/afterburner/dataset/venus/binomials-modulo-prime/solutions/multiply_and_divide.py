def choose(n, k):
    if k > n:
        return 0
    result = 1
    for i in range(1, k + 1):
        result = result * (n - k + i) // i
    return result


def choose_all(pairs, p):
    return [choose(n, min(k, n - k) if k <= n else k) % p for n, k in pairs]
